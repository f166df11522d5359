using System.Buffers;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Protocol.Connections;

/// <summary>Something the driver has to act upon.</summary>
/// <param name="Kind">What.</param>
/// <param name="Payload">The bytes of a message, of arguments or of a result: a part of the input handed to the machine, valid as long as that.</param>
/// <param name="Inbound">The channel of a message.</param>
/// <param name="Outbound">The channel or stream that was acknowledged or unblocked.</param>
/// <param name="Call">The call.</param>
/// <param name="Failure">How the call failed.</param>
/// <param name="Code">Why the other side gave up items.</param>
/// <param name="Trace">What caused the message, call or item, where the peer tells it.</param>
public readonly record struct ConnectionEvent(
    ConnectionEventKind Kind,
    ReadOnlySequence<byte> Payload = default,
    InboundFlow? Inbound = null,
    OutboundFlow? Outbound = null,
    CallState? Call = null,
    CallFailure? Failure = null,
    ulong Code = 0,
    TraceContext? Trace = null);
