using PeerProto;

namespace Contracts;

/// <summary>A greeting.</summary>
[PeerMessage]
public partial record Greeting
{
    /// <summary>Who greets.</summary>
    [Member(0)]
    public required string From { get; init; }
}

/// <summary>Greets.</summary>
[PeerContract("greeter")]
public partial interface IGreeter
{
    /// <summary>Greetings to everyone.</summary>
    [Channel(1)]
    IMessageChannel<Greeting> Greetings { get; }

    /// <summary>Answers a greeting.</summary>
    [Call(2)]
    ValueTask<string> GreetAsync(Greeting greeting, CancellationToken cancellationToken);

    /// <summary>Counts up.</summary>
    [Call(3)]
    IAsyncEnumerable<int> CountAsync(int count, CancellationToken cancellationToken);
}
