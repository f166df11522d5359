using System.Buffers.Binary;
using System.Diagnostics;
using PeerProto.Protocol.Tracing;

namespace PeerProto.Observability;

/// <summary>Trace contexts as the wire has them and as <see cref="Activity"/> has them.</summary>
internal static class TraceContexts
{
    private const int TraceIdBytes = 16;

    /// <summary>The context that travels with what an activity causes, or null where its identifier is not of the W3C's form.</summary>
    public static TraceContext? From(Activity activity)
    {
        if (activity.IdFormat != ActivityIdFormat.W3C)
            return null;
        Span<byte> trace = stackalloc byte[TraceIdBytes];
        Span<byte> span = stackalloc byte[sizeof(ulong)];
        activity.TraceId.CopyTo(trace);
        activity.SpanId.CopyTo(span);
        return new TraceContext(
            BinaryPrimitives.ReadUInt128BigEndian(trace),
            BinaryPrimitives.ReadUInt64BigEndian(span),
            (byte)activity.ActivityTraceFlags,
            TraceContext.Shorten(activity.TraceStateString));
    }

    /// <summary>The context as the parent of an activity here.</summary>
    public static ActivityContext ToActivityContext(TraceContext context)
    {
        Span<byte> trace = stackalloc byte[TraceIdBytes];
        Span<byte> span = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt128BigEndian(trace, context.TraceId);
        BinaryPrimitives.WriteUInt64BigEndian(span, context.SpanId);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(trace),
            ActivitySpanId.CreateFromBytes(span),
            (ActivityTraceFlags)context.Flags,
            context.State.Length > 0 ? context.State : null,
            isRemote: true);
    }
}
