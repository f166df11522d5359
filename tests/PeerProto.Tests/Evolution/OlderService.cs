using PeerProto.Tests.Evolution.Older;

namespace PeerProto.Tests.Evolution;

internal sealed class OlderService : PaperBase
{
    public override ValueTask<Sheet> GetSheetAsync(PeerContext caller, string name, CancellationToken cancellationToken) =>
        new(new Sheet(name, [new Line(1, Colour.Green, "first")], "a note"));

    public override async IAsyncEnumerable<Line> ReplayAsync(PeerContext caller, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        for (int i = 0; i < count; i++)
            yield return new Line(i, Colour.Red, null);
    }

    public override ValueTask<int> RetiredAsync(PeerContext caller, CancellationToken cancellationToken) => new(1);
}
