using System.Collections;
using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Messages of each form, compiled and sent through their generated codecs.</summary>
public sealed class MessageRoundTripTests
{
    [Fact]
    public void EveryMemberType_ArrivesAsSent() => AssertArrives(Sources.EveryType);

    [Fact]
    public void EveryRowOfTheTypeTable_ArrivesAsMemberElementAndKey() => AssertArrives(TypeRows.Source);

    [Fact]
    public void LimitedMember_IsRefusedByBothSidesWhereItIsLonger()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using System;
            using System.Collections.Generic;
            using System.ComponentModel.DataAnnotations;
            using System.Threading.Tasks;
            using PeerProto;
            namespace Demo;
            [PeerMessage]
            internal partial record Limited([Member(0), MaxLength(3)] string? Text, [Member(1), MaxLength(2)] Memory<int>? Numbers)
            {
                [Member(2), MaxLength(1)] public Dictionary<int, int> Map { get; init; } = [];
            }
            [PeerMessage]
            internal partial record Free([Member(0)] string? Text, [Member(1)] Memory<int>? Numbers)
            {
                [Member(2)] public Dictionary<int, int> Map { get; init; } = [];
            }
            [PeerContract("limited")]
            internal partial interface ILimited
            {
                [Call(1)] ValueTask SayAsync([MaxLength(5)] string text, [MaxLength(2)] List<int> numbers);
            }
            internal static class Samples
            {
                public static object[] All { get; } = [new Limited("abc", new int[] { 1, 2 }) { Map = new() { [1] = 2 } }, new Limited(null, null)];
                public static object[] TooLong { get; } = [new Limited("abcd", null), new Limited(null, new int[3]), new Limited(null, null) { Map = new() { [1] = 2, [3] = 4 } }];
                public static object[] Unlimited { get; } = [new Free("abcd", null), new Free(null, new int[3]), new Free(null, null) { Map = new() { [1] = 2, [3] = 4 } }];
            }
            """).Load();
        Type limited = consumer.GetType("Demo.Limited")!;
        Assert.All(Samples(consumer), message => Assert.Equal(Codec.Describe(message), Codec.Describe(Codec.Decode(limited, Codec.Encode(message)))));
        Assert.Equal(
            ["Limited.Text", "Limited.Numbers", "Limited.Map"],
            Samples(consumer, "TooLong").Select(message => Assert.Throws<PeerEncodeException>(() => Codec.Encode(message)).Message.Split(' ')[0]));
        Assert.Equal(
            ["Limited.Text", "Limited.Numbers", "Limited.Map"],
            Samples(consumer, "Unlimited").Select(message => Assert.Throws<PeerDecodeException>(() => Codec.Decode(limited, Codec.Encode(message))).Message.Split(' ')[1]));
    }

    [Fact]
    public void EveryWayToDeclareAMessage_ArrivesAsSent() => AssertArrives(Sources.EveryDeclaration);

    [Fact]
    public void NullableObliviousCode_ArrivesAsSent() => AssertArrives(
        """
        #nullable disable
        using System.Collections.Generic;
        using PeerProto;

        namespace Demo
        {
            [PeerMessage]
            internal partial class Old
            {
                [Member(0)] public string Text { get; set; }
                [Member(1)] public List<string> Names { get; set; }
                [Member(2)] public Dictionary<string, Old> Inner { get; set; }
            }

            [PeerContract("old")]
            internal partial interface IOld
            {
                [Channel(1)] IMessageChannel<string> Texts { get; }
                [Call(2)] System.Threading.Tasks.ValueTask<string> EchoAsync(string text, List<string> more);
                [Call(3)] IAsyncEnumerable<Old> ListAsync(Old from);
                [Call(4)] System.Threading.Tasks.Task<Old> TakeAsync(IAsyncEnumerable<string> texts);
            }

            internal static class Samples
            {
                public static object[] All { get; } =
                {
                    new Old(),
                    new Old { Text = "a", Names = new List<string> { "b", null }, Inner = new Dictionary<string, Old> { ["c"] = null, ["d"] = new Old() } },
                };
            }
        }
        """);

    [Theory]
    [InlineData("Dot", "9301ca40000000ca40400000")]
    [InlineData("Gaps", "960ac0c014c01e")]
    [InlineData("Words", "92a26869c0")]
    [InlineData("Empty", "90")]
    public void KnownMessage_HasTheBytesOfTheWireProtocol(string name, string bytes)
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] internal readonly partial record struct Dot([Member(0)] uint Color, [Member(1)] float X, [Member(2)] float Y);
            [PeerMessage] internal partial record struct Gaps([Member(0)] int A, [Member(3)] byte B, [Member(5)] long C);
            [PeerMessage] internal partial record Words([Member(0)] string Text, [Member(1)] string? More);
            [PeerMessage] internal partial record Empty;
            internal static class Samples
            {
                public static object[] All { get; } = [new Dot(1, 2, 3), new Gaps(10, 20, 30), new Words("hi", null), new Empty()];
            }
            """).Load();
        object message = Samples(consumer).Single(sample => sample.GetType().Name == name);
        Assert.Equal(bytes, Convert.ToHexStringLower(Codec.Encode(message)));
    }

    [Fact]
    public void LargestValuesOfABoundedMessage_TakeExactlyItsMaxSize()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using System;
            using PeerProto;
            namespace Demo;
            [PeerMessage] internal partial record struct Inner([Member(0)] ulong A, [Member(1)] DateTimeOffset B, [Member(2)] Guid C);
            [PeerMessage] internal partial record Outer([Member(0)] Inner A, [Member(1)] Inner? B, [Member(4)] DateTime C, [Member(5)] char D, [Member(16)] double? E);
            internal static class Samples
            {
                private static readonly Inner Large = new(ulong.MaxValue, new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.FromHours(14)), Guid.NewGuid());
                public static object[] All { get; } = [new Outer(Large, Large, new DateTime(9000, 1, 1, 0, 0, 0, DateTimeKind.Utc), char.MaxValue, double.MaxValue)];
            }
            """).Load();
        object message = Samples(consumer).Single();
        Assert.Equal(Codec.MaxSize(message.GetType()), Codec.Encode(message).Length);
    }

    [Fact]
    public void NullWhereTheContractForbidsIt_IsAnEncodeError()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using PeerProto;
            namespace Demo;
            [PeerMessage] internal partial record Inner([Member(0)] int A);
            [PeerMessage] internal partial record Outer([Member(0)] Inner A);
            internal static class Samples { public static object[] All { get; } = [new Outer(null!)]; }
            """).Load();
        PeerEncodeException error = Assert.Throws<PeerEncodeException>(() => Codec.Encode(Samples(consumer).Single()));
        Assert.Contains("Inner is null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MessagePackKeys_CountAsMemberIds() => AssertArrives(
        """
        using System;
        using PeerProto;
        namespace MessagePack
        {
            [AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
            internal sealed class KeyAttribute(int id) : Attribute { public int Id { get; } = id; }
        }
        namespace Demo
        {
            [PeerMessage]
            internal partial class Keyed
            {
                [MessagePack.Key(0)] public int A { get; set; }
                [MessagePack.Key(1)] public string B { get; set; } = "";
            }
            internal static class Samples { public static object[] All { get; } = [new Keyed { A = 1, B = "b" }]; }
        }
        """);

    [Fact]
    public void ObsoleteMembers_StillTravelWithoutAWarning() => AssertArrives(
        """
        using System;
        using PeerProto;
        namespace Demo;
        [PeerMessage]
        internal partial class Aged
        {
            [Member(0)] [Obsolete("Use B.")] public int A { get; set; }
            [Member(1)] public int B { get; set; }
        }
        [PeerContract("aged")]
        internal partial interface IAged
        {
            [Channel(1)] [Obsolete] IMessageChannel<Aged> Old { get; }
            [Call(2)] [Obsolete("Gone.")] System.Threading.Tasks.ValueTask OldAsync();
        }
        internal static class Samples
        {
        #pragma warning disable CS0618
            public static object[] All { get; } = [new Aged { A = 1, B = 2 }];
        }
        """);

    [Fact]
    public void ConstructorThatSetsRequiredMembers_IsCalledAlone() => AssertArrives(
        """
        using System.Diagnostics.CodeAnalysis;
        using PeerProto;
        namespace Demo;
        [PeerMessage]
        internal partial class Filled
        {
            [SetsRequiredMembers]
            public Filled(int a) => (A, B) = (a, a + 1);
            [Member(0)] public int A { get; }
            [Member(1)] public required int B { get; set; }
            public required int C { get; set; }
        }
        internal static class Samples { public static object[] All { get; } = [new Filled(1) { B = 5 }]; }
        """);

    private static void AssertArrives(string source)
    {
        foreach (object message in Samples(GeneratorRun.Of(source).Load()))
            Assert.Equal(Codec.Describe(message), Codec.Describe(Codec.Decode(message.GetType(), Codec.Encode(message))));
    }

    private static IEnumerable<object> Samples(Assembly consumer, string name = "All") =>
        ((IEnumerable)consumer.GetType("Demo.Samples")!.GetProperty(name)!.GetValue(null)!).Cast<object>();
}
