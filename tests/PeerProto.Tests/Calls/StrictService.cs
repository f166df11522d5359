using System.Runtime.CompilerServices;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

/// <summary>Gives back what it gets, checked or not.</summary>
internal sealed class StrictService : StrictContractBase
{
    public Collector<int> Handled { get; } = new();

    public override ValueTask<Percent> AskAsync(PeerContext caller, int value, CancellationToken cancellationToken) => new(Percent.Unchecked(value));

    public override ValueTask<int> WorkAsync(PeerContext caller, int value, IProgress<Percent> progress, CancellationToken cancellationToken)
    {
        progress.Report(Percent.Unchecked(value));
        return new ValueTask<int>(value);
    }

    public override ValueTask<int> RiskAsync(PeerContext caller, int value, CancellationToken cancellationToken) => throw new PeerFault<Percent>(Percent.Unchecked(value));

    public override async IAsyncEnumerable<Percent> CountAsync(PeerContext caller, int value, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Percent.Unchecked(1);
        yield return Percent.Unchecked(value);
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public override ValueTask<int> TellAsync(PeerContext caller, Percent percent, CancellationToken cancellationToken) => new(percent.Value);

    public override async ValueTask<int> SumAsync(PeerContext caller, IAsyncEnumerable<Percent> percents, CancellationToken cancellationToken)
    {
        int sum = 0;
        await foreach (Percent percent in percents.WithCancellation(cancellationToken))
            sum += percent.Value;
        return sum;
    }

    protected override ValueTask OnPercents(Peer from, Percent message)
    {
        Handled.Add(message.Value);
        return default;
    }
}
