using System.Reflection;
using PeerProto.CompilerServices;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Tests.Parsing;

/// <summary>The generator references no project, so what it knows of PeerProto.Abstractions is compared here.</summary>
public sealed class LimitsTests
{
    public static TheoryData<string> Primitives =>
        [.. typeof(MessagePackSize).GetFields().Select(size => size.Name).Where(name => name != nameof(MessagePackSize.Nil))];

    [Theory]
    [MemberData(nameof(Primitives))]
    public void SizeOfAPrimitive_IsThatOfTheWriter(string name) =>
        Assert.Equal(typeof(MessagePackSize).GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue(), Generators.Parsing.Primitives.Size(name));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(256)]
    public void SizeOfAMessageHeader_IsThatOfTheWriter(int length) =>
        Assert.Equal(MessagePackSize.ArrayHeader(length), Generators.Parsing.Primitives.ArrayHeaderSize(length));

    [Fact]
    public void LimitsOfIds_AreThoseOfTheAttributes()
    {
        Assert.Equal(ChannelAttribute.MaxId, ProtocolLimits.MaxContractMemberId);
        Assert.Equal(ChannelAttribute.MostMaximumWaiting, ProtocolLimits.MostMaximumWaiting);
        Assert.Equal(ChannelAttribute.MostConcurrency, ProtocolLimits.MostConcurrency);
        Assert.Equal(RequiresAttribute.MaximumLength, ProtocolLimits.MaxPermissionLength);
        Assert.Equal(MemberAttribute.MaxId, ProtocolLimits.MaxMessageMemberId);
        Assert.Equal(UnionCaseAttribute.MaxId, ProtocolLimits.MaxUnionCaseId);
        Assert.Equal(MapKeys.MaxCount, ProtocolLimits.MaxMessageMemberId + 1);
        Assert.Equal(MessagePackSize.Nil, Generators.Parsing.Primitives.NilSize);
    }
}
