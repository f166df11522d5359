using System.Net;

namespace PeerProto.Networking.Tests;

public sealed class InterfaceAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", 24, "192.0.2.200", true)]
    [InlineData("192.0.2.1", 24, "192.0.3.1", false)]
    [InlineData("10.0.0.1", 9, "10.127.0.1", true)]
    [InlineData("10.0.0.1", 9, "10.128.0.1", false)]
    [InlineData("192.0.2.1", 32, "192.0.2.1", true)]
    [InlineData("192.0.2.1", 32, "192.0.2.2", false)]
    [InlineData("192.0.2.1", 128, "192.0.2.1", true)]
    [InlineData("192.0.2.1", 0, "203.0.113.1", true)]
    [InlineData("fe80::1%2", 64, "fe80::2", true)]
    [InlineData("2001:db8::1", 64, "2001:db8:0:1::1", false)]
    [InlineData("2001:db8::1", 128, "2001:db8::1", true)]
    [InlineData("192.0.2.1", 24, "::ffff:192.0.2.1", false)]
    public void Prefix_DecidesWhatIsInTheNetwork(string address, int prefix, string other, bool expected) =>
        Assert.Equal(expected, new InterfaceAddress(IPAddress.Parse(address), prefix).Contains(IPAddress.Parse(other)));
}
