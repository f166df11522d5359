using System.Net;

namespace PeerProto.Diagnostics.Tests.Dhcp;

public sealed class DhcpMessageTests
{
    [Fact]
    public void Message_IsReadWithItsOptions()
    {
        DhcpMessage message = DhcpMessage.Read(Frames.Message(
            DhcpMessageKind.Ack, 0x3903F326, IPAddress.Parse("10.0.0.7"), IPAddress.Parse("10.0.0.8"),
            options: [(54, [10, 0, 0, 1]), (51, [0, 1, 0x51, 0x80]), (58, [0, 0, 0xA8, 0xC0]), (59, [0xFF, 0xFF, 0xFF, 0xFF]), (1, [255, 0, 0, 0]), (3, [10, 0, 0, 1, 10, 0, 0, 2]), (56, "hello\0"u8.ToArray())]));

        Assert.Equal((DhcpMessageKind.Ack, true, 0x3903F326u, Frames.Client), (message.Kind, message.IsReply, message.TransactionId, message.HardwareAddress));
        Assert.Equal(("10.0.0.7", "10.0.0.8", "10.0.0.1"), (message.ClientAddress.ToString(), message.YourAddress.ToString(), message.ServerIdentifier!.ToString()));
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromHours(12), Timeout.InfiniteTimeSpan), (message.LeaseTime, message.RenewalTime, message.RebindingTime));
        Assert.Equal(("255.0.0.0", "10.0.0.1", "hello"), (message.SubnetMask!.ToString(), message.Router!.ToString(), message.ErrorText));
        Assert.Null(message.RequestedAddress);
    }

    [Fact]
    public void OptionsInFileAndSname_AreReadInThatOrder()
    {
        byte[] bytes = Frames.Message(DhcpMessageKind.Discover, options: [(52, [3]), (12, "a"u8.ToArray())]);
        ((byte[])[12, 1, (byte)'b', 255]).CopyTo(bytes, 108);
        ((byte[])[12, 1, (byte)'c', 255]).CopyTo(bytes, 44);
        Assert.Equal("abc", DhcpMessage.Read(bytes).HostName); // RFC 3396: parts of one option are joined
    }

    [Fact]
    public void MissingEnd_IsForgiven() => Assert.Equal(DhcpMessageKind.Discover, DhcpMessage.Read(Frames.Message(DhcpMessageKind.Discover).AsSpan(..^1)).Kind);

    [Fact]
    public void LongText_IsCut()
    {
        byte[] half = [.. Enumerable.Repeat((byte)'x', 200)];
        Assert.Equal(DhcpMessage.MaximumTextLength, DhcpMessage.Read(Frames.Message(DhcpMessageKind.Discover, options: [(12, half), (12, half)])).HostName!.Length);
    }

    [Theory]
    [InlineData(9, DhcpMessageKind.Other)]
    [InlineData(0, DhcpMessageKind.Other)]
    [InlineData(8, DhcpMessageKind.Inform)]
    public void KindOutsideTheDocument_IsAnother(byte number, DhcpMessageKind kind)
    {
        byte[] bytes = Frames.Message(DhcpMessageKind.Discover);
        bytes[242] = number;
        Assert.Equal(kind, DhcpMessage.Read(bytes).Kind);
    }

    [Theory]
    [InlineData(0, 3, "neither a request nor a reply")]
    [InlineData(1, 7, "hardware address")]
    [InlineData(2, 16, "hardware address")]
    [InlineData(236, 0, "no options of DHCP")]
    [InlineData(241, 200, "option 53 is cut off")]
    public void BrokenMessage_IsRefusedWithItsReason(int place, byte value, string reason)
    {
        byte[] bytes = Frames.Message(DhcpMessageKind.Discover);
        bytes[place] = value;

        Assert.False(DhcpMessage.TryRead(bytes, out DhcpMessage? message, out string? cause));
        Assert.Null(message);
        Assert.Contains(reason, cause, StringComparison.Ordinal);
        Assert.Equal(cause, Assert.Throws<DhcpFormatException>(() => DhcpMessage.Read(bytes)).Cause);
    }

    [Fact]
    public void LengthOutsideItsBounds_IsRefused()
    {
        Assert.False(DhcpMessage.TryRead(new byte[239], out _, out string? tooShort));
        Assert.False(DhcpMessage.TryRead(new byte[DhcpMessage.MaximumBytes + 1], out _, out string? tooLong));
        Assert.Equal(("it has 239 bytes, and a message has 240 at least", "it has more than 9216 bytes"), (tooShort, tooLong));
    }
}
