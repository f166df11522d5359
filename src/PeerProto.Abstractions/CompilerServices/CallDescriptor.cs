namespace PeerProto.CompilerServices;

/// <summary>One call of a contract.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Name">Its name in the C# contract, for logs and errors.</param>
/// <param name="Kind">Which sides send a stream.</param>
public sealed record CallDescriptor(int Id, string Name, CallKind Kind)
{
    /// <summary>The errors that the call declares, in the order of their numbers.</summary>
    public IReadOnlyList<CallFault> Faults { get; init; } = [];

    /// <summary>How long the call may take, or null without a limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The most bytes of the encoded arguments, the result, an item or a report, each by itself.</summary>
    public int MaxSize { get; init; } = int.MaxValue;

    /// <summary>How many of one peer's calls run at once, or null for as many as the peer may have under way.</summary>
    public int? Concurrency { get; init; }

    /// <summary>What a peer needs for calling it here, or null where everybody may.</summary>
    public string? Permission { get; init; }

    /// <summary>Whether the contract promises that doing the call twice comes to the same as doing it once. Nothing repeats calls yet.</summary>
    public bool IsIdempotent { get; init; }
}
