using System.Globalization;

namespace PeerProto.Benchmarks.Link;

/// <summary>Where a row has to be.</summary>
/// <param name="Row">The row.</param>
/// <param name="Figure">What is looked at.</param>
/// <param name="Bound">What it has to reach, or may reach at most.</param>
/// <param name="Reference">The row it is a ratio to; null for a figure that stands by itself.</param>
internal sealed record LinkGoal(string Row, LinkFigure Figure, double Bound, string? Reference = null)
{
    /// <summary>Bytes below this are those of the sampling itself and of warming up.</summary>
    private const double NoBytes = 0.5;

    public static IReadOnlyList<LinkGoal> All { get; } =
    [
        new("oneway-peerproto", LinkFigure.Rate, 0.9, "oneway-hand"),
        new("oneway-peerproto", LinkFigure.Rate, 0.9, "oneway-nerdbank"),
        new("oneway-peerproto", LinkFigure.Rate, 4, "oneway-signalr"),
        new("oneway-peerproto", LinkFigure.Rate, 20, "oneway-streamjsonrpc"),
        new("oneway-peerproto", LinkFigure.Rate, 60, "oneway-grpc"),
        new("oneway-peerproto", LinkFigure.Bytes, NoBytes),
        new("oneway-tls-peerproto", LinkFigure.Rate, 0.9, "oneway-tls-hand"),
        new("oneway-ws-peerproto", LinkFigure.Rate, 30, "oneway-ws-each"),
        new("oneway-quic-peerproto", LinkFigure.Rate, 50, "oneway-quic-each"),
        new("call-peerproto", LinkFigure.MedianRoundTrip, 1.3, "call-hand"),
        new("call-peerproto", LinkFigure.SlowRoundTrip, 1.3, "call-hand"),
        new("call-peerproto", LinkFigure.Bytes, 200),
        new("call-quic-peerproto", LinkFigure.MedianRoundTrip, 1.2, "call-quic-hand"),
        new("bulk-peerproto", LinkFigure.Rate, 0.9, "bulk-hand"),
        new("bulk-peerproto", LinkFigure.Rate, 1, "bulk-nerdbank"),
        new("bulk-tls-peerproto", LinkFigure.Rate, 0.9, "bulk-tls-hand"),
        new("bulk-psk13-hand", LinkFigure.Rate, 0.6, "bulk-tls-hand"),
        new("bulk-psk12-hand", LinkFigure.Rate, 0.5, "bulk-tls-hand"),
        new("bulk-ws-peerproto", LinkFigure.Rate, 0.9, "bulk-ws-hand"),
        new("bulk-quic-peerproto", LinkFigure.Rate, 0.9, "bulk-quic-hand"),
        .. FanOut(12),
        .. FanOut(64),
    ];

    /// <summary>The figure, and whether it is good enough; null where a row was not measured.</summary>
    public (double Value, bool IsMet)? Look(IReadOnlyDictionary<string, LinkPair> measured)
    {
        if (!measured.TryGetValue(Row, out LinkPair? row) || (Reference is not null && !measured.ContainsKey(Reference)))
            return null;
        double value = Reference is null ? row.Median(Of) : row.RatioTo(measured[Reference], Of);
        return (value, Figure == LinkFigure.Rate ? value >= Bound : value <= Bound);
    }

    public override string ToString()
    {
        string bound = Bound.ToString(CultureInfo.InvariantCulture);
        return Figure switch
        {
            LinkFigure.Rate => $"at least {bound} of the rate of `{Reference}`",
            LinkFigure.MedianRoundTrip => $"p50 at most {bound} of `{Reference}`",
            LinkFigure.SlowRoundTrip => $"p99 at most {bound} of `{Reference}`",
            _ => Bound == NoBytes ? "0 B on both sides" : $"at most {bound} B on both sides",
        };
    }

    private double Of(LinkRound round) => Figure switch
    {
        LinkFigure.Rate => round.Rate,
        LinkFigure.MedianRoundTrip => round.MedianRoundTrip,
        LinkFigure.SlowRoundTrip => round.SlowRoundTrip,
        _ => round.SenderBytes + round.ReceiverBytes,
    };

    private static IEnumerable<LinkGoal> FanOut(int receivers)
    {
        string row = $"fanout{receivers}-peerproto";
        return
        [
            new(row, LinkFigure.Rate, 0.6, $"fanout{receivers}-limit"),
            new(row, LinkFigure.Rate, 1, $"fanout{receivers}-ws"),
            new(row, LinkFigure.Rate, 3, $"fanout{receivers}-signalr"),
            new(row, LinkFigure.Bytes, NoBytes),
        ];
    }
}
