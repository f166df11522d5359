using System.Net;

namespace PeerProto.Networking.Tests;

public sealed class LinuxAddressFlagsTests
{
    [Fact]
    public void TentativeAndDuplicateAddresses_AreUnusable()
    {
        LinuxAddressFlags flags = LinuxAddressFlags.Parse(
        [
            "00000000000000000000000000000001 01 80 10 80       lo",
            "fe80000000000000d85851fffe70ddfc 08 40 20 c0     eth0",
            "20010db8000000000000000000000001 08 40 00 88     eth0",
            "20010db8000000000000000000000002 08 40 00 44     eth0",
            "20010db8000000000000000000000003 08 40 00 80     eth0",
        ]);

        Assert.Equal([IPAddress.Parse("2001:db8::1"), IPAddress.Parse("fe80::d858:51ff:fe70:ddfc%8")], flags.Unusable.OrderBy(address => address.ToString()));
        Assert.True(flags.HasTentative);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("fe80 08 40 20 c0 eth0")]
    [InlineData("fe80000000000000d85851fffe70ddfc zz 40 20 c0 eth0")]
    public void LineThatIsNotUnderstood_IsSkipped(string line)
    {
        LinuxAddressFlags flags = LinuxAddressFlags.Parse([line]);

        Assert.Empty(flags.Unusable);
        Assert.False(flags.HasTentative);
    }
}
