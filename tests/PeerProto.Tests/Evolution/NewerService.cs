using PeerProto.Tests.Evolution.Newer;

namespace PeerProto.Tests.Evolution;

internal sealed class NewerService : DrawingBase
{
    public override ValueTask<Page> GetPageAsync(PeerContext caller, string name, int scale, CancellationToken cancellationToken) =>
        new(new Page($"{name} at {scale}", [new Stroke(1, Colour.Blue, 8)]) { Owner = "somebody" });

    public override async IAsyncEnumerable<Stroke> ReplayAsync(PeerContext caller, long count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (int i = 0; i < count; i++)
            yield return new Stroke(i, Colour.Red, 1);
    }

    public override ValueTask<string> AskAsync(PeerContext caller, string question, CancellationToken cancellationToken) => new(question + "!");

    public override IAsyncEnumerable<int> CountAsync(PeerContext caller, CancellationToken cancellationToken) => Support.TestService.CountUp(0, 3);

    public override ValueTask<long> SumAsync(PeerContext caller, IAsyncEnumerable<int> numbers, CancellationToken cancellationToken) =>
        Support.TestService.AddUp(numbers, cancellationToken);
}
