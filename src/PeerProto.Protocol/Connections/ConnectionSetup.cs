using PeerProto.CompilerServices;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Connections;

/// <summary>What a connection starts from.</summary>
public sealed record ConnectionSetup
{
    /// <summary>Whether this side opened the link. Decides who uses the even call identifiers.</summary>
    public required bool IsInitiator { get; init; }

    /// <summary>What this side says of itself. The limits in it do not count: the hello carries those of <see cref="Limits"/>.</summary>
    public required Hello Local { get; init; }

    /// <summary>The contract both sides speak.</summary>
    public required PeerContractDescriptor Contract { get; init; }

    /// <summary>The key that the other side proved to hold, or null where the link is not authenticated.</summary>
    public PeerKey? RemoteKey { get; init; }

    /// <summary>Whether the link has streams of its own: channels and the items of calls then have one for themselves.</summary>
    public bool IsMultistream { get; init; }

    /// <summary>The bounds.</summary>
    public ProtocolLimits Limits { get; init; } = ProtocolLimits.Default;

    /// <summary>The deadlines.</summary>
    public ProtocolTimings Timings { get; init; } = ProtocolTimings.Default;

    /// <summary>What windows may grow into.</summary>
    public MemoryBudget MemoryBudget { get; init; } = MemoryBudget.Process;

    /// <summary>Where the machine's random choices come from: the grease frame.</summary>
    public ulong Seed { get; init; }
}
