using System.Buffers;
using MessagePack;
using MessagePack.Resolvers;
using PeerProto.CompilerServices;

namespace PeerProto.Tests;

/// <summary>Members that formatters and resolvers of MessagePack-CSharp write and read.</summary>
public sealed class FormatterCodecTests
{
    private static readonly Invoice Full = new(new(1250, "EUR"), new() { Name = "Ana", Parent = new() { Name = "Bea" } }, new Money(5, "EUR"));

    [Fact]
    public void Members_ArriveAsTheyWereSent()
    {
        Invoice arrived = Decode(Encode(Full));
        Assert.Equal((Full.Total, Full.Discount), (arrived.Total, arrived.Discount));
        Assert.Equal("Bea", arrived.Customer?.Parent?.Name);
        Assert.Null(Decode(Encode(Full with { Customer = null, Discount = null })).Customer);
    }

    [Fact]
    public void Bytes_AreThoseOfTheFormatter()
    {
        byte[] customer = MessagePackSerializer.Serialize(Full.Customer, ContractlessStandardResolver.Options, TestContext.Current.CancellationToken);
        Assert.Equal("93" + "92cd04e2a3455552" + Convert.ToHexStringLower(customer) + "9205a3455552", Convert.ToHexStringLower(Encode(Full)));
    }

    [Fact]
    public void FormatterThatFails_IsAnEncodeErrorWithItsCause()
    {
        PeerEncodeException error = Assert.Throws<PeerEncodeException>(() => Encode(Full with { Total = new(MoneyFormatter.Failing, "") }));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void FormatterThatWritesTwoValues_IsAnEncodeError() =>
        Assert.Throws<PeerEncodeException>(() => Encode(Full with { Total = new(MoneyFormatter.WritingTwice, "") }));

    [Theory]
    [InlineData("93" + "a1" + "61" + "c0" + "c0")]
    [InlineData("93" + "9201c0" + "c0" + "c0")]
    [InlineData("93" + "92" + "01")]
    [InlineData("93" + "93" + "01" + "a0" + "02" + "c0" + "c0")]
    [InlineData("93" + "c0" + "c0" + "c0")]
    [InlineData("93" + "9201a0" + "01" + "c0")]
    [InlineData("93" + "9201a0" + "81a44e616d6501" + "c0")]
    public void MalformedMember_IsADecodeError(string bytes) => Assert.Throws<PeerDecodeException>(() => Decode(Convert.FromHexString(bytes)));

    [Fact]
    public void CustomersNestedWithoutEnd_AreADecodeError()
    {
        byte[] level = [0x81, 0xA6, .. "Parent"u8];
        byte[] nested = [0x93, 0x92, 0x01, 0xA0, .. Enumerable.Repeat(level, 10_000).SelectMany(bytes => bytes), 0xC0, 0xC0];
        Assert.Throws<PeerDecodeException>(() => Decode(nested));
    }

    private static byte[] Encode(Invoice invoice)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new PeerWriter(output);
        Invoice.PeerCodec.Write(ref writer, invoice);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static Invoice Decode(byte[] bytes)
    {
        var reader = new PeerReader(bytes, PeerCodecLimits.Default);
        return Invoice.PeerCodec.Read(ref reader);
    }
}
