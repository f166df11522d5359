namespace PeerProto.CompilerServices;

/// <summary>One channel of a contract.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Name">Its name in the C# contract, for logs and errors.</param>
/// <param name="Delivery">What becomes of its messages on their way.</param>
public sealed record ChannelDescriptor(int Id, string Name, Delivery Delivery)
{
    /// <summary>The default of <see cref="MaximumWaiting"/>: 64.</summary>
    public const int DefaultMaximumWaiting = 64;

    /// <summary>Whether this side's handler gets a view: the reader handed to <see cref="PeerService{TContract}.DispatchMessageAsync"/> is made of memory then.</summary>
    public bool IsBorrowed { get; init; }

    /// <summary>What becomes of a message that cannot leave.</summary>
    public Overflow Overflow { get; init; }

    /// <summary>How many messages may wait for each peer where <see cref="Overflow"/> limits them.</summary>
    public int MaximumWaiting { get; init; } = DefaultMaximumWaiting;

    /// <summary>How long a message may wait before it leaves, or null without a limit.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The share of the link.</summary>
    public Priority Priority { get; init; }

    /// <summary>The most bytes of an encoded message.</summary>
    public int MaxSize { get; init; } = int.MaxValue;

    /// <summary>How many messages of one peer this side's handler may be at at once.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>What a peer needs for sending messages here, or null where everybody may.</summary>
    public string? Permission { get; init; }
}
