using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Unions: known cases, unknown ones, unions inside unions, and unions that cross assemblies.</summary>
public sealed class UnionTests
{
    private const string Shapes =
        """
        using System;
        using System.Collections.Generic;
        using PeerProto;
        namespace Demo;
        [PeerMessage]
        [UnionCase(0, typeof(Circle))]
        [UnionCase(1, typeof(Square))]
        [UnionCase(2, typeof(Group))]
        [UnionCase(300, typeof(Solid))]
        public abstract partial record Shape;
        [PeerMessage] public partial record Circle([Member(0)] int Radius) : Shape;
        [PeerMessage] public sealed partial record Square([Member(0)] int Side) : Shape;
        [PeerMessage] public sealed partial record Group([Member(0)] Shape First, [Member(1)] List<Shape> Others) : Shape;
        public sealed record Rounded(int Radius) : Circle(Radius);
        [PeerMessage]
        [UnionCase(0, typeof(Ball))]
        [UnionCase(1, typeof(Cube))]
        public abstract partial record Solid : Shape;
        [PeerMessage] public sealed partial record Ball([Member(0)] int Radius) : Solid;
        [PeerMessage] public sealed partial record Cube([Member(0)] int Side) : Solid;
        [PeerMessage] public partial record Drawing([Member(0)] Shape Shape, [Member(1)] Shape? Maybe);
        """;

    [Fact]
    public void Cases_ArriveAsWhatTheyWere()
    {
        Assembly consumer = Load(
            """
            new Drawing(new Circle(1), null), new Drawing(new Square(2), new Circle(3)), new Drawing(new Ball(4), new Cube(5)),
            new Drawing(new Group(new Circle(6), [new Group(new Square(7), []), new Ball(8)]), null)
            """);
        Assert.NotEmpty(RoundTrip.Samples(consumer));
        foreach (object message in RoundTrip.Samples(consumer))
            Assert.Equal(message.ToString(), Codec.Decode(message.GetType(), Codec.Encode(message)).ToString());
    }

    [Fact]
    public void Case_IsItsIdAndItsValue()
    {
        object[] samples = [.. RoundTrip.Samples(Load("new Drawing(new Circle(5), new Ball(6))"))];
        Assert.Equal("9292009105" + "92cd012c92009106", Convert.ToHexStringLower(Codec.Encode(samples[0])));
    }

    [Fact]
    public void UnknownCase_IsKeptAndSentOn()
    {
        Type drawing = Load("").GetType("Demo.Drawing")!;
        byte[] newer = [0x92, 0x92, 0x07, 0x93, 0x01, 0xA1, 0x61, 0x80, 0x92, 0xCD, 0x01, 0x2C, 0x92, 0x09, 0xC0];
        object arrived = Codec.Decode(drawing, newer);
        Assert.Contains("Unknown { CaseId = 7", arrived.ToString(), StringComparison.Ordinal);
        Assert.Equal(newer, Codec.Encode(arrived));
        Assert.Equal(arrived, Codec.Decode(drawing, newer));
        Assert.Equal(arrived.GetHashCode(), Codec.Decode(drawing, newer).GetHashCode());
        newer[7] = 0x90;
        Assert.NotEqual(arrived, Codec.Decode(drawing, newer));
    }

    [Theory]
    [InlineData("new Drawing(new Rounded(1), null)", "Rounded is no case of Shape")]
    [InlineData("new Drawing(null!, null)", "Shape is null")]
    [InlineData("new Drawing(new Shape.Unknown(9, default), null)", "is not one MessagePack value")]
    [InlineData("new Drawing(new Shape.Unknown(9, new byte[] { 1, 2 }), null)", "is not one MessagePack value")]
    public void ValueThatIsNoCase_IsAnEncodeError(string message, string error) => Assert.Contains(
        error, Assert.Throws<PeerEncodeException>(() => Codec.Encode(RoundTrip.Samples(Load(message)).Single())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("91" + "c0")]
    [InlineData("91" + "9100")]
    [InlineData("91" + "93009105c0")]
    [InlineData("91" + "92a130c0")]
    [InlineData("91" + "9200")]
    [InlineData("91" + "9200c0")]
    [InlineData("91" + "920091a161")]
    public void MalformedCase_IsADecodeError(string bytes)
    {
        Type drawing = Load("").GetType("Demo.Drawing")!;
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(drawing, Convert.FromHexString(bytes)));
    }

    [Fact]
    public void CycleThroughCases_IsAnEncodeError()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] [UnionCase(0, typeof(Not))] [UnionCase(1, typeof(True))] internal partial interface ITerm;
            [PeerMessage] internal partial class Not : ITerm { [Member(0)] public ITerm Inner { get; set; } = new True(); }
            [PeerMessage] internal partial class True : ITerm { [Member(0)] public bool Value { get; set; } }
            internal static class Samples
            {
                public static object[] All { get { var not = new Not(); not.Inner = not; return [not]; } }
            }
            """).Load();
        Assert.Contains("deep", Assert.Throws<PeerEncodeException>(() => Codec.Encode(RoundTrip.Samples(consumer).Single())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InterfacesStructsClassesAndGenerics_MakeUnions()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using System;
            using PeerProto;
            namespace Demo;
            [PeerMessage] [UnionCase(0, typeof(Dot))] [UnionCase(1, typeof(IRound))] [UnionCase(2, typeof(Page<string>))] internal partial interface IShape { double Area => 0; }
            [PeerMessage] [UnionCase(0, typeof(Disc))] internal partial interface IRound : IShape;
            [PeerMessage] internal readonly partial record struct Dot([Member(0)] int X) : IShape;
            [PeerMessage] internal sealed partial record Disc([Member(0)] int Radius) : IRound;
            [PeerMessage] internal partial record Page<T>([Member(0)] T Item) : IShape;
            [PeerMessage] [UnionCase(0, typeof(Ok<>))] [UnionCase(1, typeof(Outcome<>.Failed))]
            internal abstract partial class Outcome<T>
            {
                private protected Outcome() { }
                [PeerMessage] internal sealed partial class Failed : Outcome<T> { [Member(0)] public string Reason { get; set; } = ""; }
            }
            [PeerMessage] internal sealed partial class Ok<T> : Outcome<T> { [Member(0)] public required T Value { get; set; } }
            [PeerMessage] [UnionCase(0, typeof(Named))] internal abstract partial class Entry
            {
                [Member(0)] public int Id { get; set; }
                public abstract string Text { get; }
            }
            [PeerMessage] internal sealed partial class Named : Entry { [Member(1)] public string Name { get; set; } = ""; public override string Text => Name; }
            [UnknownCase] internal sealed class OtherEntry(int caseId, ReadOnlyMemory<byte> payload) : Entry
            {
                public int CaseId => caseId;
                public ReadOnlyMemory<byte> Payload => payload;
                public override string Text => "?";
            }
            [PeerMessage] internal partial record All([Member(0)] IShape[] Shapes, [Member(1)] Outcome<int>[] Outcomes, [Member(2)] Entry[] Entries)
            {
                public override string ToString() => string.Join(" ", Shapes as object[]) + string.Join(" ", System.Linq.Enumerable.Select(Outcomes, each => each is Ok<int> ok ? ok.Value.ToString() : each is Outcome<int>.Failed failed ? failed.Reason : "?"))
                    + string.Join(" ", System.Linq.Enumerable.Select(Entries, each => each.Id + each.Text));
            }
            internal static class Samples
            {
                public static object[] All { get; } =
                [
                    new All([new Dot(1), new Disc(2), new Page<string>("a"), new IRound.Unknown(9, new byte[] { 1 })],
                        [new Ok<int> { Value = 3 }, new Outcome<int>.Failed { Reason = "b" }, new Outcome<int>.Unknown(8, new byte[] { 2 })],
                        [new Named { Id = 4, Name = "c" }, new OtherEntry(7, new byte[] { 3 })]),
                ];
            }
            """).Load();
        object message = RoundTrip.Samples(consumer).Single();
        byte[] bytes = Codec.Encode(message);
        object arrived = Codec.Decode(message.GetType(), bytes);
        Assert.Equal(message.ToString(), arrived.ToString());
        Assert.Equal(bytes, Codec.Encode(arrived));
    }

    [Fact]
    public void UnionOfAnotherAssembly_TakesCasesOfThisOne()
    {
        GeneratorRun library = GeneratorRun.Of(TestCompilation.Plain(Shapes).WithAssemblyName("Library"));
        GeneratorRun app = GeneratorRun.Of(TestCompilation.Plain(
            """
            using PeerProto;
            using Demo;
            [assembly: UnionCase(typeof(Shape), 7, typeof(Line))]
            namespace Demo;
            [PeerMessage] public sealed partial record Line([Member(0)] int Length) : Shape;
            [PeerMessage] public partial record Sketch([Member(0)] Shape Shape);
            [PeerMessage] public partial record Plain([Member(0)] Circle Circle, [Member(1)] Solid Solid);
            public static class Samples { public static object[] All { get; } = [new Sketch(new Line(1)), new Sketch(new Ball(2)), new Sketch(new Shape.Unknown(9, new byte[] { 1 }))]; }
            """).WithAssemblyName("App").AddReferences(library.Reference()));
        Assert.Equal(
            ["Demo.Line.PeerMessage.g.cs", "Demo.Plain.PeerMessage.g.cs", "Demo.Shape.PeerCodec.g.cs", "Demo.Sketch.PeerMessage.g.cs"], app.Files.Keys.Order(StringComparer.Ordinal));
        foreach (object message in RoundTrip.Samples(app.LoadWith(library)))
            Assert.Equal(message, Codec.Decode(message.GetType(), Codec.Encode(message)));
    }

    private static Assembly Load(string samples) =>
        GeneratorRun.Of(TestCompilation.Plain(Shapes, $"namespace Demo; public static class Samples {{ public static object[] All => [{samples}]; }}")).Load();
}
