using System.Net;

namespace PeerProto;

/// <summary>What a <see cref="GapAnalyzer"/> looks at, and what is known besides the capture.</summary>
public sealed record GapAnalyzerOptions
{
    /// <summary>The default of <see cref="MinimumGap"/>: 20 ms.</summary>
    public static readonly TimeSpan DefaultMinimumGap = TimeSpan.FromMilliseconds(20);

    /// <summary>The port that datagrams go to; null takes all.</summary>
    public int? Port { get; init; }

    /// <summary>The address that datagrams go to, such as a multicast group; null takes all.</summary>
    public IPAddress? Destination { get; init; }

    /// <summary>Where datagrams carry a number that grows by one; null tries the IPv4 identification, which shows that nothing is missing where it grows by one without a break, and nothing where it does not.</summary>
    public SequenceField? Sequence { get; init; }

    /// <summary>Where the capture was made. Default: on the receiver.</summary>
    public CapturePlace Place { get; init; } = CapturePlace.Receiver;

    /// <summary>How many datagrams the receiver's system dropped for full socket buffers meanwhile; null where nobody looked.</summary>
    public long? BufferDrops { get; init; }

    /// <summary>How many bytes of content the app received meanwhile; null where nobody counted.</summary>
    public long? AppBytes { get; init; }

    /// <summary>The shortest silence that counts as a gap, where five times the usual interval is shorter. Default: <see cref="DefaultMinimumGap"/>.</summary>
    public TimeSpan MinimumGap { get; init; } = DefaultMinimumGap;

    /// <summary>How many datagrams make a flow worth a verdict. Default: 20.</summary>
    public int MinimumDatagrams { get; init; } = 20;
}
