namespace PeerProto.Tests.Calls;

/// <summary>A percentage, which its own type checks.</summary>
[PeerMessage]
public partial class Percent
{
    private int _value;

    [Member(0)]
    public int Value
    {
        get => _value;
        set => _value = value <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public static Percent Unchecked(int value) => new() { _value = value };
}

/// <summary>Everywhere a value of the peer's comes in.</summary>
[PeerContract("strict-test", Version = 1)]
public partial interface IStrictContract
{
    [Channel(1)] IMessageChannel<Percent> Percents { get; }

    [Call(2)] ValueTask<Percent> AskAsync(int value, CancellationToken cancellationToken);

    [Call(3)] ValueTask<int> WorkAsync(int value, IProgress<Percent>? progress, CancellationToken cancellationToken);

    [Throws<Percent>(1)]
    [Call(4)]
    ValueTask<int> RiskAsync(int value, CancellationToken cancellationToken);

    [Call(5)] IAsyncEnumerable<Percent> CountAsync(int value, CancellationToken cancellationToken);

    [Call(6)] ValueTask<int> TellAsync(Percent percent, CancellationToken cancellationToken);

    [Call(7)] ValueTask<int> SumAsync(IAsyncEnumerable<Percent> percents, CancellationToken cancellationToken);
}
