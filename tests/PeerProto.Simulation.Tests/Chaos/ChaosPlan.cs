using PeerProto.Protocol;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What a seed chooses before a run begins.</summary>
internal sealed class ChaosPlan
{
    private ChaosPlan(Random random)
    {
        Peers = random.Next(2, 7);
        Duration = TimeSpan.FromSeconds(random.Next(3, 22));
        CalmSeconds = random.Next(1, 8);
        Pause = TimeSpan.FromMilliseconds(random.Next(50, 800));
        HasStreams = random.Next(2) == 0;
        Limits = new ProtocolLimits
        {
            ChannelWindowMessages = 1 << random.Next(2, 11),
            ChannelWindowBytes = 1 << random.Next(10, 19),
            StreamWindowMessages = 1 << random.Next(1, 9),
            StreamWindowBytes = 1 << random.Next(10, 19),
            MaximumConcurrentCalls = 1 << random.Next(1, 8),
        };
    }

    public int Peers { get; }

    /// <summary>How long faults and traffic go on.</summary>
    public TimeSpan Duration { get; }

    /// <summary>About how many seconds lie between two faults.</summary>
    public int CalmSeconds { get; }

    /// <summary>How long traffic rests between two things at most.</summary>
    public TimeSpan Pause { get; }

    /// <summary>Whether links have streams of their own, so that channels and calls have lanes.</summary>
    public bool HasStreams { get; }

    public ProtocolLimits Limits { get; }

    public static ChaosPlan Create(Random random) => new(random);

    /// <summary>A link as bad as the seed wants it.</summary>
    public static LinkImpairment CreateImpairment(Random random) => random.Next(4) switch
    {
        0 => LinkImpairment.Lan,
        1 => LinkImpairment.Wireless,
        2 => LinkImpairment.Mobile with { BytesPerSecond = 1_000_000 },
        _ => new LinkImpairment
        {
            Delay = TimeSpan.FromMilliseconds(random.Next(0, 150)),
            Jitter = TimeSpan.FromMilliseconds(random.Next(0, 60)),
            BytesPerSecond = random.Next(200_000, 10_000_000),
            QueueBytes = random.Next(16_000, 512_000),
            Loss = random.NextDouble() * 0.1,
            Duplication = random.NextDouble() * 0.1,
            Reorder = random.NextDouble() * 0.1,
            ReorderDelay = TimeSpan.FromMilliseconds(random.Next(1, 100)),
        },
    };
}
