using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Messages that derive from other classes.</summary>
public sealed class InheritanceTests
{
    [Fact]
    public void InheritedMembers_TravelWithTheOwnOnes()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using PeerProto;
            namespace Demo;
            internal abstract class Root
            {
                [Member(0)] public int Id { get; set; }
                [Member(5)] public string? Note { get; protected set; }
                public Root Noted(string note) { Note = note; return this; }
            }
            internal abstract class Plain : Root { public int NotSent { get; set; } }
            [PeerMessage] internal sealed partial class Leaf : Plain { [Member(1)] public required string Name { get; init; } }
            [PeerMessage] internal partial record Base([Member(0)] int A, [Member(2)] string B = "b");
            [PeerMessage] internal sealed partial record Derived(int A, [Member(1)] long C) : Base(A) { [Member(3)] public int D { get; init; } }
            [PeerMessage] internal sealed partial record Repeated([Member(0)] int A, [Member(1)] long C) : Base(A);
            internal static class Samples
            {
                public static object[] All { get; } =
                [
                    new Leaf { Id = 1, Name = "leaf" }, new Leaf { Id = 2, Name = "noted" }.Noted("note"),
                    new Base(3), new Derived(4, 5) { B = "c", D = 6 }, new Repeated(7, 8) { B = "d" },
                ];
            }
            """).Load();
        RoundTrip.AssertArrives(consumer);
        Assert.Equal("940405a16306", Convert.ToHexStringLower(Codec.Encode(RoundTrip.Samples(consumer).Single(sample => sample.GetType().Name == "Derived"))));
    }

    [Fact]
    public void OverriddenMember_TravelsOnceUnderTheIdOfItsBase() => RoundTrip.AssertArrives(
        """
        using PeerProto;
        namespace Demo;
        internal abstract class Root
        {
            [Member(0)] public abstract int A { get; set; }
            [Member(1)] public virtual string B { get; set; } = "root";
        }
        [PeerMessage]
        internal partial class Leaf : Root
        {
            public override int A { get; set; }
            [Member(1)] public override string B { get => base.B; set => base.B = value; }
        }
        internal static class Samples { public static object[] All { get; } = [new Leaf { A = 1, B = "leaf" }]; }
        """);

    [Fact]
    public void MembersOfABaseInAnotherAssembly_Travel()
    {
        using var image = new MemoryStream();
        Assert.True(GeneratorRun.Of(TestCompilation.Plain(
            """
            using PeerProto;
            namespace Library;
            [PeerMessage] public partial class Root { [Member(0)] public int A { get; set; } }
            public abstract class Keyed<T> { [Member(0)] public T Key { get; set; } = default!; }
            """)).Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        GeneratorRun run = GeneratorRun.Of(TestCompilation.Plain(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] public partial class Leaf : Library.Root { [Member(1)] public string B { get; set; } = ""; }
            [PeerMessage] public partial class Named : Library.Keyed<string> { [Member(1)] public int C { get; set; } }
            """).WithAssemblyName("App").AddReferences(Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray()))).AssertCompiles();
        Assert.Contains("value.A", run.Files["Demo.Leaf.PeerMessage.g.cs"], StringComparison.Ordinal);
        Assert.Contains("new readonly struct PeerCodec", run.Files["Demo.Leaf.PeerMessage.g.cs"], StringComparison.Ordinal);
        Assert.Contains("message.Key", run.Files["Demo.Named.PeerMessage.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public abstract class B { [Member(0)] public int X { get; set; } } [PeerMessage] public partial class M : B { [Member(0)] public int Y { get; set; } }", "PEER0105")]
    [InlineData("public abstract class B { [Member(0)] public int X { get; set; } } [PeerMessage] public partial class M : B { public new int X { get; set; } }", "PEER0113")]
    [InlineData("public abstract class B { [Member(0)] public int X { get; private set; } } [PeerMessage] public partial class M : B { }", "PEER0106")]
    [InlineData("public abstract class B { [Member(0)] protected int X { get; set; } } [PeerMessage] public partial class M : B { }", "PEER0110")]
    [InlineData("public class B { public required int X { get; set; } } [PeerMessage] public partial class M : B { [Member(1)] public int Y { get; set; } }", "PEER0107")]
    public async Task InheritedMemberThatCannotTravel_IsReported(string source, params string[] ids) =>
        Assert.Equal(ids, await AnalyzerRun.Ids(source));
}
