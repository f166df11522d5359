using System.IO.Pipelines;

namespace PeerProto.Tests.Support;

[PeerMessage]
public readonly partial record struct Point([Member(0)] int X, [Member(1)] int Y);

[PeerMessage]
public partial record Note([Member(0)] string Text, [Member(1)] int Number);

/// <summary>Counts how often its value is read, which encoding does once.</summary>
[PeerMessage]
public partial class Tally
{
    private int _value;
    private int _reads;

    [Member(0)]
    public int Value
    {
        get
        {
            Interlocked.Increment(ref _reads);
            return _value;
        }

        set => _value = value;
    }

    public int CountReads() => Volatile.Read(ref _reads);
}

/// <summary>One of everything that a contract can hold.</summary>
[PeerContract("session-test", Version = 1)]
public partial interface ITestContract
{
    [Channel(1)] IMessageChannel<Point> Points { get; }

    [Channel(2)] IMessageChannel<Note> Notes { get; }

    [Call(3)] ValueTask<int> AddAsync(int left, int right, CancellationToken cancellationToken);

    [Call(4)] ValueTask PokeAsync(string text, CancellationToken cancellationToken);

    [Call(5)] IAsyncEnumerable<int> CountAsync(int first, int count, CancellationToken cancellationToken);

    [Call(6)] ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    [Call(7)] ValueTask<byte[]> EchoAsync(byte[] bytes, CancellationToken cancellationToken);

    [Channel(8)] IMessageChannel<Tally> Tallies { get; }

    [Throws<Note>(1), Throws<Point>(4)]
    [Call(9)]
    ValueTask<int> RiskAsync(int what, CancellationToken cancellationToken);

    [Throws<Note>(2)]
    [Call(10)]
    IAsyncEnumerable<int> RiskManyAsync(int count, CancellationToken cancellationToken);

    [Call(11, DeadlineMilliseconds = 2000)] ValueTask<int> HurryAsync(int what, PeerDeadline deadline, CancellationToken cancellationToken);

    [Call(12, DeadlineMilliseconds = 2000)] IAsyncEnumerable<int> HurryManyAsync(int count, CancellationToken cancellationToken);

    [Call(13)] IAsyncEnumerable<int> TalkAsync(int factor, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    [Channel(15, Delivery = Delivery.LatestOnly)] IMessageChannel<Point> Cursors { get; }

    [Channel(16, Delivery = Delivery.BestEffort, Overflow = Overflow.DropOldest, MaximumWaiting = 3, TimeToLiveMilliseconds = 1000)] IMessageChannel<Point> Samples { get; }

    [Channel(17, Delivery = Delivery.Sequenced, Overflow = Overflow.DropNewest, MaximumWaiting = 3)] IMessageChannel<Point> Firsts { get; }

    [Channel(18, Overflow = Overflow.Fail, MaximumWaiting = 3, MaxSize = 8)] IMessageChannel<Point> Orders { get; }

    [Channel(19, Priority = Priority.High)] IMessageChannel<Note> Urgent { get; }

    [Channel(20, Priority = Priority.Low)] IMessageChannel<Note> Idle { get; }

    [Channel(23, Delivery = Delivery.ReliableUnordered, Concurrency = 3)] IMessageChannel<Point> Beside { get; }

    [Call(21, MaxSize = 8)] ValueTask<string> RepeatAsync(string text, int times, IProgress<string>? progress, CancellationToken cancellationToken);

    [Call(22, MaxSize = 8)] IAsyncEnumerable<string> RepeatManyAsync(int times, IAsyncEnumerable<string> texts, CancellationToken cancellationToken);

    [Stream(24)] ValueTask<long> CarryAsync(string what, IDuplexPipe bytes, CancellationToken cancellationToken);

    [Call(25, Concurrency = 2)] ValueTask<int> QueueAsync(int what, PeerDeadline deadline, CancellationToken cancellationToken);

    [Stream(26, Concurrency = 1)] Task CarryAloneAsync(IDuplexPipe bytes);

    [Call(14)] ValueTask<int> WorkAsync(int steps, IProgress<Note>? progress, CancellationToken cancellationToken);
}

/// <summary>Another contract, of the same name as nobody's.</summary>
[PeerContract("other-test", Version = 2)]
public partial interface IOtherContract
{
    [Channel(1)] IMessageChannel<Point> Points { get; }
}
