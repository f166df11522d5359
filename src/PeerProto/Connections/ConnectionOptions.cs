using Microsoft.Extensions.Logging;
using PeerProto.CompilerServices;
using PeerProto.Observability;
using PeerProto.Protocol;

namespace PeerProto.Connections;

/// <summary>What all connections of a session share.</summary>
internal sealed record ConnectionOptions
{
    public required PeerContractDescriptor Contract { get; init; }

    public required IConnectionOwner Owner { get; init; }

    public required ProtocolLimits Limits { get; init; }

    public required ProtocolTimings Timings { get; init; }

    /// <summary>What the windows of all connections of the session may grow into.</summary>
    public MemoryBudget MemoryBudget { get; init; } = MemoryBudget.Process;

    /// <summary>Whether the security may ask a person about a peer.</summary>
    public bool MayAsk { get; init; }

    public required PeerCodecLimits CodecLimits { get; init; }

    public required TaskScheduler Scheduler { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required RandomSource Random { get; init; }

    public required ILogger Logger { get; init; }

    public required SessionTelemetry Telemetry { get; init; }
}
