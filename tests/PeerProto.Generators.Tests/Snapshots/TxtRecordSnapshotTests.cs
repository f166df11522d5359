using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Snapshots;

public sealed class TxtRecordSnapshotTests
{
    [Fact]
    public void EveryValueType() => Snapshot.Match(GeneratorRun.Of(Sources.EveryTxtValue).AssertCompiles().Files);

    [Fact]
    public void EveryDeclaration() => Snapshot.Match(GeneratorRun.Of(Sources.EveryTxtDeclaration).AssertCompiles().Files);

    [Fact]
    public void AdvertisedByAContract() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;

        namespace Demo;

        [PeerTxtRecord]
        internal sealed partial record BoardTxt([TxtKey("title")] string? Title, [TxtKey("locked")] bool Locked);

        [PeerContract("whiteboard"), Advertises<BoardTxt>]
        internal partial interface IWhiteboard;
        """).AssertCompiles().Files);
}
