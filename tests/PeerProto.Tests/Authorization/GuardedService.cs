using System.IO.Pipelines;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Authorization;

/// <summary>Answers every call and notes what it was reached by.</summary>
internal sealed class GuardedService : GuardedContractBase
{
    private int _calls;

    /// <summary>How many calls reached it.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public Collector<string> Notes { get; } = new();

    public override ValueTask<int> AskAsync(PeerContext caller, int what, CancellationToken cancellationToken) => new(Count(what));

    public override ValueTask<int> AskCloselyAsync(PeerContext caller, Note what, CancellationToken cancellationToken) => new(Count(what.Number));

    public override IAsyncEnumerable<int> WatchAsync(PeerContext caller, int count, CancellationToken cancellationToken) => TestService.CountUp(0, Count(count));

    public override ValueTask<long> SumAsync(PeerContext caller, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        Count(0);
        return TestService.AddUp(numbers, cancellationToken);
    }

    public override IAsyncEnumerable<int> TalkAsync(PeerContext caller, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        TestService.Multiply(1 + Count(0), numbers);

    public override ValueTask<long> CarryAsync(PeerContext caller, IDuplexPipe bytes, CancellationToken cancellationToken)
    {
        Count(0);
        return TestService.EchoAsync(bytes, cancellationToken);
    }

    protected override ValueTask OnFree(Peer from, Note message) => Take(message);

    protected override ValueTask OnHeld(Peer from, Note message) => Take(message);

    private ValueTask Take(Note message)
    {
        Notes.Add(message.Text);
        return default;
    }

    private int Count(int value)
    {
        Interlocked.Increment(ref _calls);
        return value;
    }
}
