using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Snapshots;

public sealed class MessageSnapshotTests
{
    [Fact]
    public void EveryMemberType() => Snapshot.Match(GeneratorRun.Of(Sources.EveryType).AssertCompiles().Files);

    [Fact]
    public void EveryDeclaration() => Snapshot.Match(GeneratorRun.Of(Sources.EveryDeclaration).AssertCompiles().Files);

    [Fact]
    public void TuplesPackedNumbersAndLimits() => Snapshot.Match(GeneratorRun.Of(
        """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Net;
        using System.Text;
        using PeerProto;

        [PeerMessage]
        internal partial record Reading(
            [Member(0)] decimal Price,
            [Member(1)] Half Share,
            [Member(2)] Int128 Wide,
            [Member(3)] DateOnly Day,
            [Member(4)] TimeOnly Time,
            [Member(5)] Rune Symbol,
            [Member(6)] IPEndPoint From,
            [Member(7)] (int X, string? Name) Place,
            [Member(8)] (int, int, int, int, int, int, int, Guid Last) Long,
            [Member(9), MaxLength(1024)] Memory<float> Samples,
            [Member(10), MaxLength(64)] string? Text,
            [Member(11), MaxLength(8)] Dictionary<string, HashSet<int>> Groups);
        """).AssertCompiles().Files);

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

    [Fact]
    public void View() => Snapshot.Match(GeneratorRun.Of(
        """
        using System;
        using System.Collections.Generic;
        using PeerProto;
        namespace Demo;

        [PeerMessage(View = true)]
        internal readonly partial record struct Place([Member(0)] double X, [Member(1)] double Y);

        [PeerMessage(View = true)]
        internal partial class Frame(string name)
        {
            [Member(0)] public string Name { get; } = name;
            [Member(1)] public string? Note { get; set; }
            [Member(2)] public byte[] Payload { get; set; } = [];
            [Member(3)] public Memory<byte>? Preview { get; set; }
            [Member(4)] public Place Place { get; set; }
            [Member(5)] public Frame? Before { get; set; }
            [Member(6)] public List<int> Scores { get; set; } = [];
            [Member(7)] public Dictionary<string, Place>? IsNull { get; set; }
            [Member(9)] public DayOfWeek Day { get; set; } = DayOfWeek.Friday;
        }
        """).AssertCompiles().Files);

    [Fact]
    public void GenericMessage() => Snapshot.Match(GeneratorRun.Of(
        """
        using System.Collections.Generic;
        using PeerProto;

        namespace Demo;

        [PeerMessage]
        internal partial record Page<T>([Member(0)] List<T> Items, [Member(1)] T? More, [Member(2)] Page<T>? Next);

        internal static partial class Outer<TKey>
            where TKey : notnull
        {
            [PeerMessage]
            internal readonly partial record struct Pair<TValue>([Member(0)] TKey Key, [Member(1)] Page<TValue> Values);
        }
        """).AssertCompiles().Files);

    [Fact]
    public void Union() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;

        namespace Demo;

        [PeerMessage]
        [UnionCase(0, typeof(Circle))]
        [UnionCase(7, typeof(ISolid))]
        internal partial interface IShape;

        [PeerMessage]
        [UnionCase(1, typeof(Cube))]
        internal partial interface ISolid : IShape;

        [PeerMessage]
        internal partial record Circle([Member(0)] int Radius) : IShape;

        [PeerMessage]
        internal sealed partial record Cube([Member(0)] int Side) : ISolid;
        """).AssertCompiles().Files);

    [Fact]
    public void KeptMembers() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;

        namespace Demo;

        [PeerMessage]
        internal partial record Kept([Member(0)] int A, [Member(1)] long B, [Member(3)] string C, UnknownMembers Unknown = default);
        """).AssertCompiles().Files);

    [Fact]
    public void MessagePackTypes() => Snapshot.Match(GeneratorRun.Of(TestCompilation.Of(
        """
        using System;
        using MessagePack;
        using PeerProto;

        namespace Demo;

        [PeerMessage]
        internal partial record Holder([Member(0)] ByKey ByKey, [Member(1)] ByName? ByName, [Member(2)] Base Base);

        [MessagePackObject]
        internal class ByKey
        {
            [Key(0)] public int A { get; set; }
            [Key(2)] public string B { get; set; } = "";
            [Key(3)] public int Computed => A + 1;
        }

        [MessagePackObject(keyAsPropertyName: true)]
        internal class ByName(string a)
        {
            public string A { get; } = a;
            public DayOfWeek B { get; init; }
            public int[]? C;
        }

        [Union(0, typeof(Case))]
        internal abstract class Base;

        [MessagePackObject]
        internal sealed class Case : Base
        {
            [Key(0)] public Guid Id { get; set; }
        }
        """).AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(typeof(MessagePack.KeyAttribute).Assembly.Location))).AssertCompiles().Files);
}
