using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Generic messages with all kinds of arguments.</summary>
public sealed class GenericMessageTests
{
    private const string Page =
        """
        using System.Collections.Generic;
        using PeerProto;
        namespace Demo;
        [PeerMessage] public partial record Page<T>([Member(0)] List<T> Items, [Member(1)] T? More, [Member(2)] Page<T>? Next);
        [PeerMessage] public readonly partial record struct Pair<TFirst, TSecond>([Member(0)] TFirst First, [Member(1)] TSecond Second) where TFirst : struct where TSecond : class;
        public static partial class Outer<T> where T : notnull { [PeerMessage] public partial class Box { [Member(0)] public required T Content { get; init; } } }
        """;

    [Fact]
    public void ClosedTypes_TravelWhereverTypesDo() => RoundTrip.AssertArrives(GeneratorRun.Of(TestCompilation.Plain(
        Page,
        """
        using System.Collections.Generic;
        using PeerProto;
        namespace Demo;
        [PeerMessage]
        internal partial record Holder(
            [Member(0)] Page<int> Numbers,
            [Member(1)] Page<string> Texts,
            [Member(2)] Page<string?> MaybeTexts,
            [Member(3)] Page<Page<int?>>? Pages,
            [Member(4)] List<Pair<int, string>> Pairs,
            [Member(5)] Pair<System.DayOfWeek, int[]>? Pair,
            [Member(6)] Outer<string>.Box Box,
            [Member(7)] Dictionary<string, Outer<long>.Box> Boxes);
        internal static class Samples
        {
            public static object[] All { get; } =
            [
                new Holder(
                    new([1, 2], 3, new([], 0, null)), new(["a"], null, new(["b"], "c", null)), new(["d", null], null, null),
                    new([new([4, null], null, null)], new([], 5, null), null), [new(6, "e")], new(System.DayOfWeek.Friday, [7]),
                    new() { Content = "f" }, new() { ["g"] = new() { Content = 8 } }),
                new Holder(new([], 0, null), new([], null, null), new([], null, null), null, [], null, new() { Content = "" }, []),
            ];
        }
        """)).Load());

    [Fact]
    public void TypeOfAnotherAssembly_TakesArgumentsOfThisOne()
    {
        GeneratorRun library = GeneratorRun.Of(TestCompilation.Plain(Page).WithAssemblyName("Library"));
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] public partial record Note([Member(0)] string Text);
            [PeerMessage] public partial record Notes([Member(0)] Page<Note> Page, [Member(1)] Outer<Note>.Box Box);
            public static class Samples { public static object[] All { get; } = [new Notes(new([new("a")], new("b"), null), new() { Content = new("c") })]; }
            """).WithAssemblyName("App").AddReferences(library.Reference()));
        RoundTrip.AssertArrives(run.LoadWith(library));
    }

    [Fact]
    public void NullForATypeArgumentThatForbidsIt_IsAnError()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] internal partial record Box<T>([Member(0)] T Content);
            [PeerMessage] internal partial record Texts([Member(0)] Box<string> Box);
            [PeerMessage] internal partial record Nils([Member(0)] Box<string?> Box);
            internal static class Samples { public static object[] All { get; } = [new Nils(new((string?)null)), new Texts(new(null!))]; }
            """).Load();
        object[] samples = [.. RoundTrip.Samples(consumer)];
        byte[] nil = Codec.Encode(samples[0]);
        Assert.Equal("9191c0", Convert.ToHexStringLower(nil));
        Assert.Throws<PeerEncodeException>(() => Codec.Encode(samples[1]));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(samples[1].GetType(), nil));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(samples[1].GetType(), [0x91, 0x90]));
    }
}
