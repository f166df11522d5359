using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Foreign types that travel by a surrogate, and members with codecs of their own.</summary>
public sealed class SurrogateTests
{
    private const string Foreign =
        """
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using PeerProto;
        [assembly: PeerSurrogate<Vector3, Demo.Triple>]
        [assembly: PeerSurrogate<System.Text.StringBuilder, Demo.Text>]
        namespace Demo;
        [PeerMessage]
        public readonly partial record struct Triple([Member(0)] float X, [Member(1)] float Y, [Member(2)] float Z) : IPeerSurrogate<Vector3, Triple>
        {
            public static Triple FromForeign(Vector3 value) => new(value.X, value.Y, value.Z);
            public static Vector3 ToForeign(Triple value) => new(value.X, value.Y, value.Z);
        }
        [PeerMessage]
        public sealed partial record Text([Member(0)] string Value) : IPeerSurrogate<System.Text.StringBuilder, Text>
        {
            public static Text FromForeign(System.Text.StringBuilder value) => value.Length > 3 ? throw new ArgumentException("too long") : new(value.ToString());
            public static System.Text.StringBuilder ToForeign(Text value) => value.Value switch { "null" => null!, "bad" => throw new FormatException("bad text"), _ => new(value.Value) };
        }
        [PeerMessage] public partial record Scene([Member(0)] Vector3 At, [Member(1)] Vector3? Maybe, [Member(2)] List<Vector3> All);
        [PeerMessage] public partial record Draft([Member(0)] System.Text.StringBuilder Text, [Member(1)] System.Text.StringBuilder? Maybe);
        """;

    [Fact]
    public void ForeignTypes_TravelAsTheirSurrogates()
    {
        object[] samples = [.. RoundTrip.Samples(Load("new Scene(new(1, 2, 3), null, [new(4, 5, 6)]), new Scene(default, new Vector3(7), [])"))];
        Assert.Equal(2, samples.Length);
        foreach (object message in samples)
        {
            byte[] bytes = Codec.Encode(message);
            Assert.Equal(bytes, Codec.Encode(Codec.Decode(message.GetType(), bytes)));
        }

        Assert.StartsWith("9393ca3f800000", Convert.ToHexStringLower(Codec.Encode(samples[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void SurrogateThatFails_IsTheDeclaredError()
    {
        object[] samples = [.. RoundTrip.Samples(Load("new Draft(new(\"abc\"), null), new Draft(new(\"long\"), null), new Draft(null!, null)"))];
        Type draft = samples[0].GetType();
        Assert.Equal("9291a3616263c0", Convert.ToHexStringLower(Codec.Encode(samples[0])));
        Assert.Contains("too long", Assert.Throws<PeerEncodeException>(() => Codec.Encode(samples[1])).Message, StringComparison.Ordinal);
        Assert.Contains("is null", Assert.Throws<PeerEncodeException>(() => Codec.Encode(samples[2])).Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(Assert.Throws<PeerDecodeException>(() => Codec.Decode(draft, Convert.FromHexString("9291a3626164c0"))).InnerException);
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(draft, Convert.FromHexString("9291a46e756c6cc0")));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(draft, Convert.FromHexString("92c0c0")));
    }

    [Theory]
    [InlineData("[assembly: PeerSurrogate<Uri, Link>] [PeerMessage] public partial record Link([Member(0)] Uri Inner) : IPeerSurrogate<Uri, Link> { public static Link FromForeign(Uri value) => new(value); public static Uri ToForeign(Link value) => value.Inner; }", "PEER0108")]
    [InlineData("[assembly: PeerSurrogate<Uri, Link>] public record Link(Uri Inner) : IPeerSurrogate<Uri, Link> { public static Link FromForeign(Uri value) => new(value); public static Uri ToForeign(Link value) => value.Inner; }", "PEER0127")]
    [InlineData("[assembly: PeerSurrogate<Link, Link>] [PeerMessage] public partial record Link([Member(0)] string Inner) : IPeerSurrogate<Link, Link> { public static Link FromForeign(Link value) => value; public static Link ToForeign(Link value) => value; }", "PEER0127")]
    [InlineData("[assembly: UnionCase(typeof(IA), 0, typeof(B))] public interface IA; [PeerMessage] public partial record B([Member(0)] int X) : IA;", "PEER0123")]
    [InlineData("[assembly: UnionCase(0, typeof(B))] [PeerMessage] public partial record B([Member(0)] int X);", "PEER0129")]
    [InlineData("[UnionCase(0, typeof(B))] public interface IA; [PeerMessage] public partial record B([Member(0)] int X) : IA;", "PEER0114")]
    [InlineData("[UnknownCase] public sealed record B(int CaseId, ReadOnlyMemory<byte> Payload);", "PEER0125")]
    [InlineData("[PeerMessage] public partial record B([Member(0)] [PeerCodec(typeof(string))] int X);", "PEER0128")]
    public async Task DeclarationThatCannotWork_IsReported(string source, params string[] ids) => Assert.Equal(ids, await AnalyzerRun.Ids(source));

    [Fact]
    public void MemberWithItsOwnCodec_IsWrittenByIt()
    {
        Assembly consumer = GeneratorRun.Of(
            """
            using System;
            using PeerProto;
            using PeerProto.CompilerServices;
            namespace Demo;
            internal readonly struct TextCodec : IPeerCodec<Type>
            {
                public static int MaxSize => 100;
                public static void Write(ref PeerWriter writer, in Type value) => writer.WriteString(value.FullName!);
                public static Type Read(ref PeerReader reader) => Type.GetType(reader.ReadString())!;
            }
            internal readonly struct EvenCodec : IPeerCodec<int>
            {
                public static int MaxSize => MessagePackSize.Int32;
                public static void Write(ref PeerWriter writer, in int value) => writer.WriteInt32(value / 2);
                public static int Read(ref PeerReader reader) => reader.ReadInt32() * 2;
            }
            [PeerMessage]
            internal partial record Chosen(
                [Member(0)] [PeerCodec(typeof(TextCodec))] Type Type,
                [Member(1)] [PeerCodec(typeof(TextCodec))] Type? Maybe,
                [Member(2)] [PeerCodec(typeof(EvenCodec))] int Even)
            {
                [Member(3), PeerCodec(typeof(EvenCodec))] public int? MaybeEven { get; init; }
            }
            internal static class Samples { public static object[] All { get; } = [new Chosen(typeof(int), null, 4), new Chosen(typeof(string), typeof(int), 6) { MaybeEven = 8 }, new Chosen(null!, null, 0)]; }
            """).Load();
        object[] samples = [.. RoundTrip.Samples(consumer)];
        Assert.All(samples[..2], message => Assert.Equal(message, Codec.Decode(message.GetType(), Codec.Encode(message))));
        Assert.EndsWith("c002c0", Convert.ToHexStringLower(Codec.Encode(samples[0])), StringComparison.Ordinal);
        Assert.Throws<PeerEncodeException>(() => Codec.Encode(samples[2]));
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(samples[0].GetType(), [0x93, 0xA1, 0x61, 0xC0, 0x01]));
    }

    private static Assembly Load(string samples) =>
        GeneratorRun.Of(TestCompilation.Plain(Foreign, $"using System.Numerics; namespace Demo; public static class Samples {{ public static object[] All => [{samples}]; }}")).Load();
}
