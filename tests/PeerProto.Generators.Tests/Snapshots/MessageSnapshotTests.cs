using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Snapshots;

public sealed class MessageSnapshotTests
{
    [Fact]
    public void EveryMemberType() => Snapshot.Match(GeneratorRun.Of(Sources.EveryType).AssertCompiles().Files);

    [Fact]
    public void EveryDeclaration() => Snapshot.Match(GeneratorRun.Of(Sources.EveryDeclaration).AssertCompiles().Files);

    [Fact]
    public void GapsAndRuns() => Snapshot.Match(GeneratorRun.Of(
        """
        using System;
        using PeerProto;

        [PeerMessage]
        internal partial record Mixed(
            [Member(0)] Guid Id,
            [Member(1)] bool Flag,
            [Member(2)] string Text,
            [Member(3)] int Alone,
            [Member(4)] string Text2,
            [Member(7)] DateTime Time,
            [Member(9)] DayOfWeek Day = DayOfWeek.Friday);
        """).AssertCompiles().Files);
}
