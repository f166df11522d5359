using System.Reflection;
using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Running;

/// <summary>Members that a message does not know: kept and sent on where it asks for that.</summary>
public sealed class UnknownMembersTests
{
    private const string Types =
        """
        using PeerProto;
        namespace Demo;
        [PeerMessage] public partial record InRecord([Member(1)] int A, [Member(3)] string B, UnknownMembers Kept = default);
        [PeerMessage] public partial record InProperty([Member(1)] int A, [Member(3)] string B) { public UnknownMembers Others { get; init; } }
        [PeerMessage] public partial class InClass { public UnknownMembers unknown; [Member(1)] public int A { get; set; } [Member(3)] public string B { get; set; } = ""; }
        [PeerMessage] public partial struct OnlyKept { public UnknownMembers Kept { get; set; } }
        [PeerMessage] public partial record Outer([Member(0)] InRecord Inner, [Member(1)] OnlyKept[] More);
        """;

    private static readonly Lazy<Assembly> Consumer = new(() => GeneratorRun.Of(TestCompilation.Plain(Types)).Load());

    [Theory]
    [InlineData("InRecord", "94c005c0a162")]
    [InlineData("InRecord", "94920102" + "05" + "81a16101" + "a162")]
    [InlineData("InRecord", "97" + "c0" + "05" + "c0" + "a162" + "c0" + "a163" + "93010203")]
    [InlineData("InRecord", "dc0011" + "01" + "05" + "c0" + "a162" + "01020304050607080910111213")]
    [InlineData("InProperty", "95" + "01" + "05" + "02" + "a162" + "03")]
    [InlineData("InClass", "95" + "01" + "05" + "02" + "a162" + "03")]
    [InlineData("OnlyKept", "90")]
    [InlineData("OnlyKept", "92" + "01" + "c0")]
    [InlineData("Outer", "93" + "95" + "01" + "05" + "02" + "a162" + "03" + "92" + "90" + "9101" + "c3")]
    public void WhatANewerPeerSent_IsSentOnInItsPlace(string type, string bytes)
    {
        Type message = Consumer.Value.GetType("Demo." + type)!;
        string expected = type == "Outer" ? "92" + bytes[2..^2] : bytes;
        Assert.Equal(expected, Convert.ToHexStringLower(Codec.Encode(Codec.Decode(message, Convert.FromHexString(bytes)))));
    }

    [Fact]
    public void KeptMembers_EqualByTheirBytes()
    {
        Type message = Consumer.Value.GetType("Demo.InRecord")!;
        object first = Codec.Decode(message, Convert.FromHexString("95" + "01" + "05" + "c0" + "a162" + "03"));
        Assert.Equal(first, Codec.Decode(message, Convert.FromHexString("95" + "01" + "05" + "c0" + "a162" + "03")));
        Assert.Equal(first.GetHashCode(), Codec.Decode(message, Convert.FromHexString("95" + "01" + "05" + "c0" + "a162" + "03")).GetHashCode());
        Assert.NotEqual(first, Codec.Decode(message, Convert.FromHexString("95" + "01" + "05" + "c0" + "a162" + "04")));
        Assert.NotEqual(first, Codec.Decode(message, Convert.FromHexString("94" + "01" + "05" + "c0" + "a162")));
    }

    [Fact]
    public void MessageOfAnOlderPeer_KeepsNothing()
    {
        object message = Codec.Decode(Consumer.Value.GetType("Demo.InClass")!, [0x92, 0xC0, 0x05]);
        Assert.True(((UnknownMembers)message.GetType().GetField("unknown")!.GetValue(message)!).IsEmpty);
        Assert.Equal("94c005c0a0", Convert.ToHexStringLower(Codec.Encode(message)));
    }

    [Theory]
    [InlineData("94" + "01")]
    [InlineData("95" + "c0" + "05" + "c0" + "a162" + "93")]
    [InlineData("95" + "c1" + "05" + "c0" + "a162" + "00")]
    public void KeptMembersThatAreCutOrMalformed_AreADecodeError(string bytes) =>
        Assert.Throws<PeerDecodeException>(() => Codec.Decode(Consumer.Value.GetType("Demo.InRecord")!, Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("[PeerMessage] [Reserved(1, 2)] public partial record M([Member(0)] int A, [Member(2)] int B);", "PEER0131")]
    [InlineData("[Reserved(0)] public abstract record B; [PeerMessage] public partial record M([Member(0)] int A) : B;", "PEER0131")]
    [InlineData("[PeerContract(\"a\")] [Reserved(3)] public partial interface IA { [Channel(3)] IMessageChannel<int> A { get; } }", "PEER0131")]
    [InlineData("[PeerMessage] [Reserved(0)] [UnionCase(0, typeof(M))] public abstract partial record S; [PeerMessage] public sealed partial record M([Member(0)] int A) : S;", "PEER0131")]
    [InlineData("[PeerMessage] [Reserved] public partial record M([Member(0)] int A);")]
    [InlineData("[PeerMessage] public partial record M([Member(0)] int A) { public UnknownMembers B { get; set; } public UnknownMembers C { get; set; } }", "PEER0132")]
    [InlineData("[PeerMessage] public partial record M([Member(0)] UnknownMembers A);", "PEER0103")]
    [InlineData("[PeerMessage] public partial record M([Member(0)] int A) { public UnknownMembers B { get; } }", "PEER0106")]
    public async Task IdsAndKeptMembersThatCannotBe_AreReported(string source, params string[] ids) => Assert.Equal(ids, await AnalyzerRun.Ids(source));
}
