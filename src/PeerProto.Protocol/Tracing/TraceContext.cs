using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeerProto.Protocol.Tracing;

/// <summary>Which work caused a message, call or item: a W3C trace context (Trace Context section 3), as it stands in a Trace frame.</summary>
/// <param name="TraceId">The trace; never 0.</param>
/// <param name="SpanId">The span in it, the parent of what is caused; never 0.</param>
/// <param name="Flags">The trace flags: bit 0 says that the trace is recorded.</param>
/// <param name="State">The text of <c>tracestate</c>, at most <see cref="ProtocolLimits.MaximumTraceStateBytes"/> characters of ASCII; empty where there is none.</param>
public sealed record TraceContext(UInt128 TraceId, ulong SpanId, byte Flags, string State)
{
    /// <summary>The bytes in front of the text: trace, span and flags.</summary>
    public const int FixedBytes = 16 + sizeof(ulong) + sizeof(byte);

    /// <summary>The bytes of all of it on the wire.</summary>
    public int Length => FixedBytes + State.Length;

    /// <summary>Leaves out members of a <c>tracestate</c> that is too long, from its end: those in front are the newest (Trace Context section 3.3.1.5).</summary>
    /// <param name="state">The text, or null.</param>
    public static string Shorten(string? state)
    {
        if (state is null || !Ascii.IsValid(state))
            return "";
        if (state.Length <= ProtocolLimits.MaximumTraceStateBytes)
            return state;
        int end = state.LastIndexOf(',', ProtocolLimits.MaximumTraceStateBytes);
        return end < 0 ? "" : state[..end];
    }

    /// <summary>Writes it.</summary>
    /// <param name="destination">Room for <see cref="Length"/> bytes.</param>
    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, TraceId);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], SpanId);
        destination[FixedBytes - 1] = Flags;
        Encoding.ASCII.GetBytes(State, destination[FixedBytes..]);
    }

    /// <summary>Reads it.</summary>
    /// <returns>False where it is too short or too long, names no trace or span, or its text is not of visible ASCII characters and spaces.</returns>
    internal static bool TryRead(in ReadOnlySequence<byte> body, [NotNullWhen(true)] out TraceContext? context)
    {
        context = null;
        if (body.Length is < FixedBytes or > FixedBytes + ProtocolLimits.MaximumTraceStateBytes)
            return false;
        Span<byte> bytes = stackalloc byte[(int)body.Length];
        body.CopyTo(bytes);
        UInt128 trace = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        ulong span = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        Span<byte> state = bytes[FixedBytes..];
        if (trace == 0 || span == 0 || state.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            return false;
        context = new TraceContext(trace, span, bytes[FixedBytes - 1], Encoding.ASCII.GetString(state));
        return true;
    }
}
