using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Messages of one version of a contract, read by the code of another.</summary>
public sealed class EvolutionTests
{
    [Fact]
    public void MembersOfANewerPeer_AreSkipped() => AssertReads(
        sent: "new NewPeer(1, \"text\", [2, 3], new NewPeer(4, \"\", [], null))",
        received: "new OldPeer(1)",
        """
        [PeerMessage] internal partial record NewPeer([Member(0)] int A, [Member(1)] string B, [Member(2)] int[] C, [Member(3)] NewPeer? D);
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        """);

    [Fact]
    public void GapsThatANewerPeerFills_AreSkipped() => AssertReads(
        sent: "new NewPeer(1, [\"a\"], 3)",
        received: "new OldPeer(1, 3)",
        """
        [PeerMessage] internal partial record NewPeer([Member(0)] int A, [Member(1)] string[] B, [Member(2)] int C);
        [PeerMessage] internal partial record OldPeer([Member(0)] int A, [Member(2)] int C);
        """);

    [Fact]
    public void MembersAnOlderPeerDoesNotSend_TakeTheParametersDefaults() => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer(1)",
        """
        internal enum Level { Low, High }
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        [PeerMessage] internal partial record NewPeer(
            [Member(0)] int A,
            [Member(1)] string B = "a \"quoted\" text\n",
            [Member(2)] Level C = Level.High,
            [Member(3)] float D = -1.5f,
            [Member(4)] double E = double.PositiveInfinity,
            [Member(5)] char F = '\'',
            [Member(6)] long? G = 7,
            [Member(7)] byte H = 8,
            [Member(8)] string? I = null,
            [Member(9)] ulong J = ulong.MaxValue,
            [Member(10)] bool K = true,
            [Member(11)] short? L = -9,
            [Member(12)] Level? M = Level.High,
            [Member(13)] long N = long.MinValue,
            [Member(14)] System.Guid O = default,
            [Member(15)] float P = float.NaN);
        """,
        compareByJson: false);

    [Fact]
    public void MembersAnOlderPeerDoesNotSend_KeepTheirInitializers() => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer { A = 1 }",
        """
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        [PeerMessage]
        internal partial class NewPeer
        {
            [Member(0)] public int A { get; set; }
            [Member(1)] public string B { get; set; } = "kept";
            [Member(2)] public int[] C = [4];
            [Member(3)] public int D { get; set; } = 5;
            [Member(4)] public string? E { get; set; }
        }
        """);

    [Fact]
    public void InitOnlyMembersAnOlderPeerDoesNotSend_KeepTheirInitializers() => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer(1)",
        """
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        [PeerMessage]
        internal partial record NewPeer([Member(0)] int A)
        {
            [Member(1)] public string B { get; init; } = "kept";
            [Member(2)] public string C { get; set; } = "kept too";
            [Member(3)] public int? D { get; init; }
        }
        """);

    [Fact]
    public void MembersAConstructorFills_KeepWhatItGaveThem() => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer(1)",
        """
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        [PeerMessage]
        internal partial class NewPeer
        {
            public NewPeer(int a) => (A, B) = (a, "filled");
            [Member(0)] public int A { get; }
            [Member(1)] public string B { get; set; }
        }
        """);

    [Fact]
    public void ImmutableArrayAnOlderPeerDoesNotSend_IsEmpty() => AssertReads(
        sent: "new OldPeer()",
        received: "new NewPeer([])",
        """
        [PeerMessage] internal partial record OldPeer;
        [PeerMessage] internal partial record NewPeer([Member(0)] System.Collections.Immutable.ImmutableArray<int> A);
        """);

    [Fact]
    public void RequiredMemberAnOlderPeerDoesNotSend_IsADecodeErrorThatNamesIt()
    {
        Assembly consumer = Load(
            "new OldPeer(1)",
            "new object()",
            """
            [PeerMessage] internal partial record OldPeer([Member(0)] int A);
            [PeerMessage] internal partial record NewPeer([Member(0)] int A, [Member(1)] string Text);
            """);
        byte[] bytes = Codec.Encode(Sample(consumer, "Sent"));
        PeerDecodeException error = Assert.Throws<PeerDecodeException>(() => Codec.Decode(consumer.GetType("Demo.NewPeer")!, bytes));
        Assert.StartsWith("NewPeer.Text is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Named Part")]
    [InlineData("Around Part")]
    [InlineData("Hidden Part")]
    [InlineData("(int, Named) Part")]
    [InlineData("Pair<string> Part")]
    [InlineData("System.Collections.Generic.KeyValuePair<int, string> Part")]
    [InlineData("Listing Part")]
    public void StructThatHoldsWhatMayNotBeNull_HasToBeThere(string member)
    {
        Assembly consumer = Load("new OldPeer(1)", "new object()", Structs + $"[PeerMessage] internal partial record NewPeer([Member(0)] int A, [Member(1)] {member});");
        byte[] bytes = Codec.Encode(Sample(consumer, "Sent"));
        PeerDecodeException error = Assert.Throws<PeerDecodeException>(() => Codec.Decode(consumer.GetType("Demo.NewPeer")!, bytes));
        Assert.StartsWith("NewPeer.Part is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sized Part")]
    [InlineData("Named? Part")]
    [InlineData("(int, Sized?, string?) Part")]
    [InlineData("Pair<string?> Part")]
    [InlineData("Pair<Sized> Part")]
    [InlineData("System.ReadOnlyMemory<byte> Part")]
    [InlineData("System.DateTimeOffset Part")]
    [InlineData("System.Numerics.BigInteger Part")]
    [InlineData("Named Part = default")]
    [InlineData("(int, string) Part = default")]
    public void StructWhoseDefaultHoldsNoForbiddenNull_IsTheDefault(string member) => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer(1, default)",
        Structs + $"[PeerMessage] internal partial record NewPeer([Member(0)] int A, [Member(1)] {member});",
        compareByJson: false);

    [Fact]
    public void StructWithAnInitializer_KeepsIt() => AssertReads(
        sent: "new OldPeer(1)",
        received: "new NewPeer { A = 1 }",
        Structs + """
        [PeerMessage]
        internal partial class NewPeer
        {
            [Member(0)] public int A { get; set; }
            [Member(1)] public Named Settable { get; set; } = new("kept");
            [Member(2)] public Named InitOnly { get; init; } = new("kept");
        }
        """);

    [Fact]
    public void StructThatOnlyAConstructorCouldFill_HasToBeThere()
    {
        Assembly consumer = Load("new OldPeer(1)", "new object()", Structs + """
        [PeerMessage]
        internal partial class NewPeer
        {
            public NewPeer() => A = 1;
            [Member(0)] public int A { get; set; }
            [Member(1)] public Named Part { get; set; }
        }
        """);
        byte[] bytes = Codec.Encode(Sample(consumer, "Sent"));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(consumer.GetType("Demo.NewPeer")!, bytes));
    }

    [Theory]
    [InlineData("struct")]
    [InlineData("notnull")]
    public void MemberOfAnyStruct_HasToBeThere(string constraint)
    {
        Assembly consumer = Load("new OldHolder(new(1))", "new object()", Structs + $$"""
        [PeerMessage] internal partial record OldHolder([Member(0)] OldPeer Held);
        [PeerMessage] internal partial record NewHolder([Member(0)] NewPeer<Named> Held);
        [PeerMessage] internal partial record NewPeer<T>([Member(0)] int A, [Member(1)] T Part) where T : {{constraint}};
        """);
        byte[] bytes = Codec.Encode(Sample(consumer, "Sent"));
        PeerDecodeException error = Assert.Throws<PeerDecodeException>(() => Codec.Decode(consumer.GetType("Demo.NewHolder")!, bytes));
        Assert.StartsWith("NewPeer.Part is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MemberOfAnyUnmanagedStruct_IsTheDefault() => AssertReads(
        sent: "new OldHolder(new(1))",
        received: "new NewHolder(new(1, default))",
        Structs + """
        [PeerMessage] internal partial record OldHolder([Member(0)] OldPeer Held);
        [PeerMessage] internal partial record NewHolder([Member(0)] NewPeer<System.Guid> Held);
        [PeerMessage] internal partial record NewPeer<T>([Member(0)] int A, [Member(1)] T Part) where T : unmanaged;
        """,
        compareByJson: false);

    /// <summary>Structs whose default holds a null that they do not allow, by a member, deeper inside, by a field that does not travel, or by an array that is none.</summary>
    private const string Structs =
        """
        [PeerMessage] internal partial record OldPeer([Member(0)] int A);
        [PeerMessage] internal readonly partial record struct Sized([Member(0)] int Size, [Member(1)] string? Note);
        [PeerMessage] internal readonly partial record struct Named([Member(0)] string Name);
        [PeerMessage] internal readonly partial record struct Around([Member(0)] Sized Sized, [Member(1)] Named Named);
        [PeerMessage] internal readonly partial record struct Pair<T>([Member(0)] T First, [Member(1)] int Second);
        [PeerMessage] internal readonly partial record struct Listing([Member(0)] System.Collections.Immutable.ImmutableArray<int> Items);
        [PeerMessage]
        internal partial struct Hidden
        {
            private readonly string _cause;
            public Hidden() => _cause = "made";
            [Member(0)] public int A { get; set; }
            public string Cause => _cause;
        }

        """;

    private static void AssertReads(string sent, string received, string types, bool compareByJson = true)
    {
        Assembly consumer = Load(sent, received, types);
        object expected = Sample(consumer, "Received");
        object actual = Codec.Decode(expected.GetType(), Codec.Encode(Sample(consumer, "Sent")));
        if (compareByJson)
            Assert.Equal(Codec.Describe(expected), Codec.Describe(actual));
        else
            Assert.Equal(expected, actual);
    }

    private static Assembly Load(string sent, string received, string types) => GeneratorRun.Of(
        $$"""
        using PeerProto;
        namespace Demo;
        {{types}}
        internal static class Samples
        {
            public static object Sent => {{sent}};
            public static object Received => {{received}};
        }
        """).Load();

    private static object Sample(Assembly consumer, string name) => consumer.GetType("Demo.Samples")!.GetProperty(name)!.GetValue(null)!;
}
