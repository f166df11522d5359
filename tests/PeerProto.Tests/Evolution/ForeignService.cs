using PeerProto.Tests.Evolution.Foreign;

namespace PeerProto.Tests.Evolution;

internal sealed class ForeignService : BookBase
{
    public override ValueTask<Leaf> GetLeafAsync(PeerContext caller, string name, CancellationToken cancellationToken) => new(new Leaf(1, []));
}
