namespace PeerProto.Discovery.Native;

/// <summary>The flags of <c>dns_sd.h</c> that are used here.</summary>
[Flags]
internal enum DnsSdFlags : uint
{
    None = 0,

    /// <summary>In a reply: the thing is there. Without it, the thing has gone.</summary>
    Add = 0x2,

    /// <summary>In a request for all interfaces: peer-to-peer ones too.</summary>
    IncludeP2P = 0x20000,

    /// <summary>In a request for all interfaces: peer-to-peer Wi-Fi too, as the Network framework asks for it beside <see cref="IncludeP2P"/>.</summary>
    IncludeAwdl = 0x100000,
}
