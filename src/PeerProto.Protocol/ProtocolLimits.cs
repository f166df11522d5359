using System.Runtime.CompilerServices;

namespace PeerProto;

/// <summary>
/// The bounds of one connection. Each has a default; what a peer needs to know of them it learns from the hello. What waits in a connection for the app is at
/// most, for each channel and each open stream of a call, its window and one message beyond it; the queue for that takes at most four times as much memory, and 16 KiB. Arguments of calls that wait for their turn
/// are at most <see cref="MaximumWindowBytes"/> and one message beyond it, and those of calls that run what the app's methods keep.
/// What has begun to come in fragments is at most the connection's window and one message, and one error or report, two where the link has streams of its own. Windows that grow take what they grow by from the <see cref="MemoryBudget"/>. What waits to be sent is at most 128 KiB and three
/// of the peer's largest messages. Where the link has streams of its own, it is at most twice 128 KiB and a message beyond for each channel and each call under way with items, and for those that are over
/// <see cref="MaximumUnwrittenBytes"/> and a stream.
/// </summary>
public sealed record ProtocolLimits
{
    /// <summary>The default of <see cref="MaximumMessageBytes"/>: 4 MiB.</summary>
    public const int DefaultMaximumMessageBytes = 4 * 1024 * 1024;

    /// <summary>The default of <see cref="ChannelWindowMessages"/>.</summary>
    public const int DefaultChannelWindowMessages = 16_384;

    /// <summary>The default of <see cref="ChannelWindowBytes"/>: 1 MiB.</summary>
    public const int DefaultChannelWindowBytes = 1024 * 1024;

    /// <summary>The default of <see cref="StreamWindowMessages"/>.</summary>
    public const int DefaultStreamWindowMessages = 1024;

    /// <summary>The default of <see cref="StreamWindowBytes"/>: 256 KiB.</summary>
    public const int DefaultStreamWindowBytes = 256 * 1024;

    /// <summary>The default of <see cref="ConnectionWindowMessages"/>.</summary>
    public const int DefaultConnectionWindowMessages = 65_536;

    /// <summary>The default of <see cref="ConnectionWindowBytes"/>: 4 MiB.</summary>
    public const int DefaultConnectionWindowBytes = 4 * 1024 * 1024;

    /// <summary>The default of <see cref="MaximumWindowBytes"/>: 16 MiB.</summary>
    public const int DefaultMaximumWindowBytes = 16 * 1024 * 1024;

    /// <summary>The default of <see cref="MaximumConcurrentCalls"/>.</summary>
    public const int DefaultMaximumConcurrentCalls = 64;

    /// <summary>The most bytes a hello frame may have, and any other before the connection is admitted, but one that tells a contract's shape.</summary>
    public const int MaximumHelloBytes = 4096;

    /// <summary>The longest text of a contract's shape that peers of different versions tell each other, in UTF-8 bytes.</summary>
    public const int MaximumShapeBytes = 65_536;

    /// <summary>The longest display name, in UTF-8 bytes.</summary>
    public const int MaximumDisplayNameBytes = 255;

    /// <summary>The longest reason of a close frame and text of a failure frame, in UTF-8 bytes.</summary>
    public const int MaximumReasonBytes = 256;

    /// <summary>The longest <c>tracestate</c> of a trace frame, in bytes of ASCII.</summary>
    public const int MaximumTraceStateBytes = 256;

    /// <summary>What a frame may have beyond its message: kind and identifiers.</summary>
    public const int FrameOverheadBytes = 32;

    /// <summary>The most bytes of a byte stream that one frame carries: 16 KiB.</summary>
    public const int MaximumPieceBytes = 16 * 1024;

    /// <summary>The frame size that every peer takes, in bytes, however small its largest message: room for any reason and text.</summary>
    public const int SmallestMaximumFrameBytes = 512;

    /// <summary>The most that <see cref="MaximumMessageBytes"/> and the windows in bytes may be: 512 MiB.</summary>
    public const int LargestMessageBytes = 1 << 29;

    /// <summary>The most that the windows in messages may be.</summary>
    public const int LargestWindowMessages = 1 << 26;

    /// <summary>
    /// How many pongs, acknowledgements, credits and refusals may wait for the link. A peer that causes more than that does not read them, and the connection ends.
    /// </summary>
    public const int MaximumUnsentReplies = 65_536;

    /// <summary>The most bytes of a frame, its kind and body, that leave in one piece: a longer one is cut in fragments.</summary>
    public const int FragmentBytes = 16 * 1024;

    /// <summary>How many fragments leave in one write at most. A small message waits behind those of the write that is under way, and goes before those of the next.</summary>
    public const int MaximumQueuedFragments = 4;

    /// <summary>How many frames may be under way in fragments at a time, in each direction.</summary>
    public const int MaximumFragmentSlots = 64;

    /// <summary>How much of a channel or a call may wait in fragments before its next message waits with its sender, until half of it has left; one message may go beyond.</summary>
    public const int MaximumQueuedBytes = 256 * 1024;

    /// <summary>How many channels of a contract have a stream of the link for themselves, where the link has streams; the others share the first one.</summary>
    public const int MaximumChannelLanes = 64;

    /// <summary>How many streams of the peer, beside the first, are read at a time. More wait until one ends.</summary>
    public const int MaximumInboundLanes = 256;

    /// <summary>
    /// How many streams of calls that are over may not have left yet. While there are as many, answers that end such a call wait, and calls of this side.
    /// </summary>
    public const int MaximumUnwrittenLanes = 256;

    /// <summary>How many bytes they may have when their calls end; the last may go beyond: 1 MiB.</summary>
    public const int MaximumUnwrittenBytes = 1024 * 1024;

    /// <summary>The most refused channels that an Admit names: 1024.</summary>
    public const int MaximumRefusedChannels = 1024;

    /// <summary>The defaults.</summary>
    public static ProtocolLimits Default { get; } = new();

    /// <summary>The largest message, argument, result or item that is taken, in bytes. A frame announcing more ends the connection before it is read.</summary>
    public int MaximumMessageBytes { get; init; } = DefaultMaximumMessageBytes;

    /// <summary>How many messages of a channel may be on their way or wait for their handler.</summary>
    public int ChannelWindowMessages { get; init; } = DefaultChannelWindowMessages;

    /// <summary>How many bytes of a channel's messages may be on their way or wait for their handler; one message may go beyond.</summary>
    public int ChannelWindowBytes { get; init; } = DefaultChannelWindowBytes;

    /// <summary>How many items of a call's stream may be on their way or wait for their reader.</summary>
    public int StreamWindowMessages { get; init; } = DefaultStreamWindowMessages;

    /// <summary>How many bytes of a call's stream may be on their way or wait for their reader; one item may go beyond.</summary>
    public int StreamWindowBytes { get; init; } = DefaultStreamWindowBytes;

    /// <summary>How many messages, items, calls and results may be under way over all channels and calls; those that wait for the app count only where that lets through more.</summary>
    public int ConnectionWindowMessages { get; init; } = DefaultConnectionWindowMessages;

    /// <summary>
    /// How many bytes of messages, items, arguments and results may be under way over all channels and calls; one may go beyond. It bounds what has begun to come in fragments and is
    /// not whole.
    /// </summary>
    public int ConnectionWindowBytes { get; init; } = DefaultConnectionWindowBytes;

    /// <summary>
    /// The most that a window of a channel, a stream or the connection grows to, in bytes, when a round trip is too long for it; its number of messages grows with it. What it grows by is taken from the
    /// <see cref="MemoryBudget"/>. A window that begins larger stays as it is. The same number bounds the arguments of calls that wait for their turn, because the contract limits how many run at once;
    /// the last may go beyond, and a call that comes then fails.
    /// </summary>
    public int MaximumWindowBytes { get; init; } = DefaultMaximumWindowBytes;

    /// <summary>How many calls the peer may have under way here.</summary>
    public int MaximumConcurrentCalls { get; init; } = DefaultMaximumConcurrentCalls;

    /// <summary>The largest frame taken once the connection is admitted, in bytes.</summary>
    public int MaximumFrameBytes => Math.Max(MaximumMessageBytes + FrameOverheadBytes, SmallestMaximumFrameBytes);

    /// <summary>Throws when a limit makes no sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1, or messages could not fit a frame or a queue.</exception>
    public void Validate()
    {
        Check(MaximumMessageBytes, LargestMessageBytes);
        Check(ChannelWindowMessages, LargestWindowMessages);
        Check(ChannelWindowBytes, LargestMessageBytes);
        Check(StreamWindowMessages, LargestWindowMessages);
        Check(StreamWindowBytes, LargestMessageBytes);
        Check(ConnectionWindowMessages, LargestWindowMessages);
        Check(ConnectionWindowBytes, LargestMessageBytes);
        Check(MaximumWindowBytes, LargestMessageBytes);
        Check(MaximumConcurrentCalls, LargestWindowMessages);
    }

    private static void Check(int value, int most, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
