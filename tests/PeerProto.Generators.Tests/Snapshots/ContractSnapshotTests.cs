using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Snapshots;

public sealed class ContractSnapshotTests
{
    [Fact]
    public void Whiteboard() => Snapshot.Match(GeneratorRun.Of(Sources.Whiteboard).AssertCompiles().Files);
}
