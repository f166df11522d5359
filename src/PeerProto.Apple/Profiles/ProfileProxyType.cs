namespace PeerProto.Apple;

/// <summary>How a network finds its proxy (ProxyType).</summary>
public enum ProfileProxyType
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The profile names it.</summary>
    Manual,

    /// <summary>A PAC file tells.</summary>
    Auto,
}
