using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace PeerProto.Tests.Support;

/// <summary>Answers calls as told; its channels are read, not handled.</summary>
internal class TestService : TestContractBase
{
    public Func<PeerContext, int, int, CancellationToken, ValueTask<int>> Add { get; init; } = (_, left, right, _) => new ValueTask<int>(left + right);

    public Func<PeerContext, string, CancellationToken, ValueTask> Poke { get; init; } = (_, _, _) => default;

    public Func<PeerContext, int, int, CancellationToken, IAsyncEnumerable<int>> Count { get; init; } = (_, first, count, _) => CountUp(first, count);

    public Func<PeerContext, IAsyncEnumerable<int>, CancellationToken, ValueTask<long>> Sum { get; init; } = (_, numbers, cancellation) => AddUp(numbers, cancellation);

    public Func<PeerContext, int, CancellationToken, ValueTask<int>> Risk { get; init; } = (_, what, _) => new ValueTask<int>(what);

    public Func<PeerContext, int, CancellationToken, IAsyncEnumerable<int>> RiskMany { get; init; } = (_, count, _) => CountUp(0, count);

    public Func<PeerContext, int, CancellationToken, ValueTask<int>> Hurry { get; init; } = (_, what, _) => new ValueTask<int>(what);

    public Func<PeerContext, int, CancellationToken, IAsyncEnumerable<int>> HurryMany { get; init; } = (_, count, _) => CountUp(0, count);

    public Func<PeerContext, int, IAsyncEnumerable<int>, CancellationToken, IAsyncEnumerable<int>> Talk { get; init; } = (_, factor, numbers, _) => Multiply(factor, numbers);

    public Func<PeerContext, int, IProgress<Note>, CancellationToken, ValueTask<int>> Work { get; init; } = (_, steps, _, _) => new ValueTask<int>(steps);

    public Func<PeerContext, string, IDuplexPipe, CancellationToken, ValueTask<long>> Carry { get; init; } = (_, _, bytes, cancellation) => EchoAsync(bytes, cancellation);

    public Func<PeerContext, int, CancellationToken, ValueTask<int>> Queue { get; init; } = (_, what, _) => new ValueTask<int>(what);

    public override ValueTask<long> CarryAsync(PeerContext caller, string what, IDuplexPipe bytes, CancellationToken cancellationToken) =>
        Carry(caller, what, bytes, cancellationToken);

    public override async Task CarryAloneAsync(PeerContext caller, IDuplexPipe bytes) => await Carry(caller, "alone", bytes, default);

    public override ValueTask<int> QueueAsync(PeerContext caller, int what, CancellationToken cancellationToken) => Queue(caller, what, cancellationToken);

    public override ValueTask<int> AddAsync(PeerContext caller, int left, int right, CancellationToken cancellationToken) =>
        Add(caller, left, right, cancellationToken);

    public override ValueTask PokeAsync(PeerContext caller, string text, CancellationToken cancellationToken) => Poke(caller, text, cancellationToken);

    public override IAsyncEnumerable<int> CountAsync(PeerContext caller, int first, int count, CancellationToken cancellationToken) =>
        Count(caller, first, count, cancellationToken);

    public override ValueTask<long> SumAsync(PeerContext caller, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        Sum(caller, numbers, cancellationToken);

    public override ValueTask<byte[]> EchoAsync(PeerContext caller, byte[] bytes, CancellationToken cancellationToken) => new(bytes);

    public override ValueTask<int> RiskAsync(PeerContext caller, int what, CancellationToken cancellationToken) => Risk(caller, what, cancellationToken);

    public override IAsyncEnumerable<int> RiskManyAsync(PeerContext caller, int count, CancellationToken cancellationToken) => RiskMany(caller, count, cancellationToken);

    public override ValueTask<int> HurryAsync(PeerContext caller, int what, CancellationToken cancellationToken) => Hurry(caller, what, cancellationToken);

    public override IAsyncEnumerable<int> HurryManyAsync(PeerContext caller, int count, CancellationToken cancellationToken) => HurryMany(caller, count, cancellationToken);

    public override IAsyncEnumerable<int> TalkAsync(PeerContext caller, int factor, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        Talk(caller, factor, numbers, cancellationToken);

    public override ValueTask<int> WorkAsync(PeerContext caller, int steps, IProgress<Note> progress, CancellationToken cancellationToken) =>
        Work(caller, steps, progress, cancellationToken);

    /// <summary>Reports and gives the text as many times as wanted, in one.</summary>
    public override ValueTask<string> RepeatAsync(PeerContext caller, string text, int times, IProgress<string> progress, CancellationToken cancellationToken)
    {
        string repeated = string.Concat(Enumerable.Repeat(text, times));
        if (repeated.Length <= 7)
            progress.Report(repeated);
        return new ValueTask<string>(repeated);
    }

    public override async IAsyncEnumerable<string> RepeatManyAsync(
        PeerContext caller, int times, IAsyncEnumerable<string> texts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (string text in texts.WithCancellation(cancellationToken))
            yield return string.Concat(Enumerable.Repeat(text, times));
    }

    /// <summary>Sends the bytes back as they come.</summary>
    public static async ValueTask<long> EchoAsync(IDuplexPipe bytes, CancellationToken cancellationToken)
    {
        long length = 0;
        while (true)
        {
            ReadResult read = await bytes.Input.ReadAsync(cancellationToken);
            foreach (ReadOnlyMemory<byte> part in read.Buffer)
                await bytes.Output.WriteAsync(part, cancellationToken);
            length += read.Buffer.Length;
            bytes.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return length;
        }
    }

    public static async IAsyncEnumerable<int> Multiply(int factor, IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers)
            yield return factor * number;
    }

    public static async IAsyncEnumerable<int> CountUp(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 16 == 15)
                await Task.Yield();
            yield return first + i;
        }
    }

    public static async ValueTask<long> AddUp(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        long sum = 0;
        await foreach (int number in numbers.WithCancellation(cancellationToken))
            sum += number;
        return sum;
    }
}
