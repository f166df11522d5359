using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using PeerProto.CompilerServices;
using PeerProto.Generators.Parsing;
using PeerProto.Generators.Tests.Harness;

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

    [Fact]
    public void LimitsOfTxtRecords_AreThoseOfTheRecord()
    {
        Assert.Equal(TxtRecord.MaximumEntryLength, TxtKeys.MaxEntryLength);
        Assert.Equal(TxtKeyAttribute.AdvisedLength, TxtKeys.AdvisedLength);
        Assert.All(Enumerable.Range(0, 256).Select(each => (char)each), character => Assert.Equal(IsKey(character.ToString()), TxtKeys.WhyInvalid(character.ToString()) is null));

        static bool IsKey(string key)
        {
            try
            {
                return TxtRecord.Empty.WithFlag(key).Count == 1;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void KeysOfASession_AreThoseOfTheWireProtocol()
    {
        string page = File.ReadAllText(Path.Combine(DiagnosticPage.Folder, "..", "wire-protocol.md")).ReplaceLineEndings("\n");
        int table = page.IndexOf("| key | value |", page.IndexOf("\n## Discovery\n", StringComparison.Ordinal), StringComparison.Ordinal);
        string[] keys = [.. page[table..].Split('\n').Skip(2).TakeWhile(row => row.StartsWith('|')).Select(row => row.Split('`')[1])];
        Assert.Equal([.. TxtKeys.SessionKeys, TxtKeys.TransportPrefix], keys);
        Assert.Equal([PeerTxtKeys.WireVersion, PeerTxtKeys.ContractVersion, PeerTxtKeys.Fingerprint], TxtKeys.SessionKeys);
        Assert.All(keys, key => Assert.True(TxtKeys.IsOfSession(key.ToUpperInvariant())));
        Assert.False(TxtKeys.IsOfSession(TxtKeys.VersionTag));
    }

    [Theory]
    [InlineData(SpecialType.System_SByte, sbyte.MinValue)]
    [InlineData(SpecialType.System_Byte, byte.MaxValue)]
    [InlineData(SpecialType.System_Int16, short.MinValue)]
    [InlineData(SpecialType.System_UInt16, ushort.MaxValue)]
    [InlineData(SpecialType.System_Int32, int.MinValue)]
    [InlineData(SpecialType.System_UInt32, uint.MaxValue)]
    [InlineData(SpecialType.System_Int64, long.MinValue)]
    [InlineData(SpecialType.System_UInt64, ulong.MaxValue)]
    [InlineData(SpecialType.System_Single, -1.1754944E-38f)]
    [InlineData(SpecialType.System_Double, -2.2250738585072014E-308)]
    public void LengthOfANumberInATxtValue_IsThatOfItsLongest(SpecialType type, IFormattable longest) =>
        Assert.Equal(longest.ToString(null, CultureInfo.InvariantCulture).Length, TxtValues.Numbers[type]);

    [Fact]
    public void LengthOfADecimalInATxtValue_IsThatOfItsLongest() =>
        Assert.Equal((-0.0000000000000000000000000001m).ToString(CultureInfo.InvariantCulture).Length, TxtValues.Numbers[SpecialType.System_Decimal]);
}
