using System.Reflection;
using MessagePack;
using MessagePack.Resolvers;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Types annotated for MessagePack-CSharp travel as they are, in the bytes that it writes.</summary>
public sealed class MessagePackTypeTests
{
    private const string Types =
        """
        using System;
        using System.Collections.Generic;
        using MessagePack;
        namespace Library
        {
            [MessagePackObject]
            public class Person
            {
                [Key(0)] public string Name { get; set; } = "";
                [Key(2)] public int? Age { get; set; }
                [Key(3)] public List<Address> Addresses { get; set; } = new();
                [Key(4)] public Dictionary<string, Shape>? Shapes { get; set; }
                [Key(5)] public int NameLength => Name.Length;
                [IgnoreMember] public string Shout => Name + "!";
                [IgnoreMember] public int Ignored { get; set; }
                internal int Internal { get; set; }
            }
            [MessagePackObject(keyAsPropertyName: true)]
            public class Address
            {
                public string Street { get; set; } = "";
                public int Number;
                public Guid Id { get; init; }
                public DayOfWeek Day { get; set; }
            }
            [MessagePackObject]
            public readonly struct Point
            {
                [Key(0)] public readonly int X;
                [Key(1)] public readonly int Y;
                [SerializationConstructor] public Point(int x, int y) { X = x; Y = y; }
                public Point(int x) : this(x, 0) { }
            }
            [Union(0, typeof(Circle))]
            [Union(3, typeof(Square))]
            public abstract class Shape { [Key(0)] public Point At { get; set; } }
            [MessagePackObject] public class Circle : Shape { [Key(1)] public double Radius { get; set; } }
            [MessagePackObject] public class Square : Shape { [Key(1)] public float Side { get; set; } }
            [MessagePackObject] public record Pair<T>([property: Key(0)] T First, [property: Key(1)] T Second);
            [MessagePackObject]
            public class Keyed
            {
                [Key("né")] public string Text { get; set; } = "kept";
                [Key("b")] public string Other { get; }
                [Key("c")] public Keyed? Inner { get; set; }
                [Key("\"")] public bool? Quote { get; set; }
                public Keyed(string b) => Other = b;
            }
            [MessagePackObject] public class Tree { [Key(0)] public Tree? Left { get; set; } [Key(1)] public virtual int Value { get; set; } }
            [MessagePackObject] public class Branch : Tree { public override int Value { get; set; } [Key(2)] public long More { get; set; } }
            [MessagePackObject(true)] public class Nothing { }
        #nullable disable
            [MessagePackObject] public class Old { [Key(0)] public string Text { get; set; } [Key(1)] public int[] Numbers { get; set; } }
        #nullable restore
        }
        """;

    private const string Holder =
        """
        using System;
        using System.Collections.Generic;
        using Library;
        using PeerProto;
        namespace Demo
        {
            [PeerMessage]
            public partial record Holder(
                [Member(0)] Person Person, [Member(1)] Address Address, [Member(2)] Point Point, [Member(3)] Shape Shape, [Member(4)] Pair<string> Pair,
                [Member(5)] Keyed Keyed, [Member(6)] Branch Branch, [Member(7)] Nothing Nothing, [Member(8)] Old Old, [Member(9)] Point? Maybe, [Member(10)] Pair<Point>[] Pairs);
            [PeerContract("people")] public partial interface IPeople { [Channel(1)] IMessageChannel<Person> People { get; } [Call(2)] System.Threading.Tasks.ValueTask<Shape?> FindAsync(Point at); }
            public static class Samples
            {
                public static object[] All { get; } =
                [
                    new Holder(
                        new() { Name = "Ana", Age = 3, Addresses = { new() { Street = "s", Number = 300, Id = new Guid("00112233-4455-6677-8899-aabbccddeeff"), Day = DayOfWeek.Friday } }, Shapes = new() { ["c"] = new Circle { At = new(1, 2), Radius = 0.5 } } },
                        new() { Street = "t" }, new(-1, 70000), new Square { Side = 2 }, new("a", "b"), new("x") { Text = "ü", Inner = new("y"), Quote = true },
                        new() { Left = new() { Value = 1 }, Value = 2, More = 3 }, new(), new() { Text = "old", Numbers = [1] }, new(4, 5), [new(new(6, 7), new(8, 9))]),
                    new Holder(new(), new(), default, new Circle(), new("", ""), new(""), new(), new(), new(), null, []),
                ];
            }
        }
        """;

    private static readonly MetadataReference Annotations = MetadataReference.CreateFromFile(typeof(KeyAttribute).Assembly.Location);

    private static readonly MessagePackSerializerOptions Options =
        MessagePackSerializerOptions.Standard.WithResolver(CompositeResolver.Create(NativeGuidResolver.Instance, StandardResolver.Instance));

    [Fact]
    public void TypesOfThisAssembly_HaveTheBytesOfMessagePackCSharp() =>
        AssertSameBytes(GeneratorRun.Of(TestCompilation.Plain(Types, Holder).AddReferences(Annotations)).LoadForReflection());

    [Fact]
    public void TypesOfAnotherAssembly_HaveTheBytesOfMessagePackCSharp()
    {
        GeneratorRun library = GeneratorRun.Of(TestCompilation.Plain(Types).WithAssemblyName("Library").AddReferences(Annotations));
        GeneratorRun app = GeneratorRun.Of(TestCompilation.Plain(Holder).WithAssemblyName("App.Main").AddReferences(Annotations, library.Reference()));
        Assert.Contains("Library.Person.PeerCodec.g.cs", app.Files.Keys);
        Assert.Contains("Library.Pair{T}.PeerCodec.g.cs", app.Files.Keys);
        AssertSameBytes(app.LoadForReflection(library));
    }

    [Theory]
    [InlineData("ByName", "80", false)]
    [InlineData("ByName", "81" + "a55475706c65" + "9201a161", true)]
    [InlineData("ByNumber", "9107", false)]
    [InlineData("ByNumber", "920791a161", true)]
    public void StructThatHoldsWhatMayNotBeNull_HasToBeThere(string type, string bytes, bool isValid)
    {
        Assembly consumer = GeneratorRun.Of(TestCompilation.Plain(
            $$"""
            using MessagePack;
            using PeerProto;
            namespace Library
            {
                [MessagePackObject] public struct Named { [Key(0)] public string Name { get; set; } }
                [MessagePackObject(keyAsPropertyName: true)] public class ByName { public (int, string) Tuple { get; set; } = (0, ""); }
                [MessagePackObject] public class ByNumber { [Key(0)] public int Number { get; set; } [Key(1)] public Named Named { get; set; } }
            }
            namespace Demo { [PeerMessage] public partial record Holder([Member(0)] Library.{{type}} Held); }
            """).AddReferences(Annotations)).LoadForReflection();
        Type holder = consumer.GetType("Demo.Holder")!;
        byte[] message = Convert.FromHexString("91" + bytes);
        if (isValid)
            Assert.Equal(bytes, Convert.ToHexString(Codec.Encode(Codec.Decode(holder, message)))[2..], ignoreCase: true);
        else
            Assert.StartsWith($"{type}.", Assert.Throws<PeerDecodeException>(() => Codec.Decode(holder, message)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argument of the constructor is missing", "81a3" + "6ec3a9" + "a161", false)]
    [InlineData("absent keeps its initialiser", "81" + "a162" + "a178", true)]
    [InlineData("unknown key is skipped", "82" + "a162" + "a178" + "a17a" + "93010203", true)]
    [InlineData("long str header", "81" + "d90162" + "da000178", true)]
    [InlineData("duplicate key", "82" + "a162" + "a178" + "a162" + "a178", false)]
    [InlineData("null for a string that is not null", "81" + "a162" + "c0", false)]
    [InlineData("integer key", "81" + "01" + "a178", false)]
    [InlineData("array", "91" + "a178", false)]
    [InlineData("cut short", "82" + "a162" + "a178", false)]
    public void Map_IsReadByItsKeys(string what, string bytes, bool isValid)
    {
        Assembly consumer = GeneratorRun.Of(TestCompilation.Plain(
            Types,
            """
            using PeerProto;
            namespace Demo { [PeerMessage] public partial record Holder([Member(0)] Library.Keyed? Keyed); }
            """).AddReferences(Annotations)).LoadForReflection();
        Type holder = consumer.GetType("Demo.Holder")!;
        byte[] message = Convert.FromHexString("91" + bytes);
        Assert.NotEmpty(what);
        if (!isValid)
        {
            Assert.Throws<PeerDecodeException>(() => Codec.Decode(holder, message));
            return;
        }

        Assert.Contains("\"Other\":\"x\"", Codec.Describe(Codec.Decode(holder, message)), StringComparison.Ordinal);
        Assert.Contains("\"Text\":\"kept\"", Codec.Describe(Codec.Decode(holder, message)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Key(0)] public int A { get; set; } public int B { get; set; }", "neither [Key] nor [IgnoreMember]")]
    [InlineData("[Key(0)] public int A { get; set; } [Key(\"b\")] public int B { get; set; }", "some of its keys are numbers")]
    [InlineData("[Key(0)] public int A { get; set; } [Key(0)] public int B { get; set; }", "is there twice")]
    [InlineData("[Key(256)] public int A { get; set; }", "not within 0 and 255")]
    [InlineData("[Key(0)] public int A { get; private set; }", "nothing public sets 'A'")]
    [InlineData("[Key(0)] public int A { get; }", "nothing public sets 'A'")]
    [InlineData("[Key(0)] public int A { set { } }", "has no public getter")]
    [InlineData("[Key(0)] public int A { get; set; } public Thing(int a, int b) { }", "no visible constructor")]
    [InlineData("[Key(0)] public int A { get; set; } [IgnoreMember] public required int B { get; set; }", "required member 'B' has no key")]
    [InlineData("[Key(0)] public object A { get; set; }", "without a wire form")]
    [InlineData("[Key(0)] public Thing A { get; set; } = null!;", "always holds another")]
    [InlineData("[Key(0), MessagePackFormatter(typeof(int))] public int A { get; set; }", "formatter of its own")]
    public async Task TypeThatCannotTravelAsItIs_IsReportedWhereItIsUsed(string members, string reason)
    {
        string source = $$"""
            using MessagePack;
            using PeerProto;
            [MessagePackObject] public class Thing { {{members}} }
            [PeerMessage] public partial record Holder([Member(0)] Thing Thing);
            """;
        IReadOnlyList<Diagnostic> reported = await AnalyzerRun.Of(TestCompilation.Plain(source).AddReferences(Annotations));
        Assert.Contains(reported, each => each.GetMessage().Contains(reason, StringComparison.Ordinal));
        Assert.All(reported, each => Assert.Equal(3, each.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public void LengthLimitOfAMapMember_HoldsBothWays()
    {
        Assembly consumer = GeneratorRun.Of(TestCompilation.Plain(
            """
            using MessagePack;
            using PeerProto;
            namespace Demo;
            [MessagePackObject(true)] public class Name { [System.ComponentModel.DataAnnotations.MaxLength(3)] public string Text { get; set; } = ""; }
            [PeerMessage] public partial record Holder([Member(0)] Name Name);
            public static class Samples { public static object[] All { get; } = [new Holder(new() { Text = "abc" }), new Holder(new() { Text = "abcd" })]; }
            """).AddReferences(Annotations)).Load();
        object[] samples = [.. RoundTrip.Samples(consumer)];
        Assert.Equal("9181a454657874a3616263", Convert.ToHexStringLower(Codec.Encode(samples[0])));
        Assert.Throws<PeerEncodeException>(() => Codec.Encode(samples[1]));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(samples[0].GetType(), Convert.FromHexString("9181a454657874a461626364")));
    }

    private static void AssertSameBytes(Assembly consumer)
    {
        foreach (object holder in RoundTrip.Samples(consumer))
        {
            object[] members = [.. holder.GetType().GetProperties().Where(property => property.Name != "EqualityContract").Select(property => property.GetValue(holder)!)];
            byte[] expected = [(byte)(0x90 | members.Length), .. members.SelectMany((member, index) => Serialize(holder.GetType().GetProperties().Where(property => property.Name != "EqualityContract").ElementAt(index).PropertyType, member))];
            byte[] actual = Codec.Encode(holder);
            Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(actual));
            Assert.Equal(actual, Codec.Encode(Codec.Decode(holder.GetType(), actual)));
        }
    }

    private static byte[] Serialize(Type type, object? value) => MessagePackSerializer.Serialize(type, value, Options, TestContext.Current.CancellationToken);
}
