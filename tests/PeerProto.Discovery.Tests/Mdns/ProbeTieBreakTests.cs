using System.Net;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Mdns;
using PeerProto.Discovery.Tests.Conformance;

namespace PeerProto.Discovery.Tests.Mdns;

public sealed class ProbeTieBreakTests
{
    private static readonly DnsName Host = DnsName.Parse("MyPrinter.local");

    [Fact]
    [Conforms("6762-8.2-c")]
    public void ExampleOfTheSpecification_IsWonByTheHigherAddress()
    {
        // RFC 6762 section 8.2.1: 169.254.99.200 against 169.254.200.50.
        Assert.True(ProbeTieBreak.Compare([Address("169.254.99.200")], [Address("169.254.200.50")]) < 0);
        Assert.True(ProbeTieBreak.Compare([Address("169.254.200.50")], [Address("169.254.99.200")]) > 0);
    }

    [Fact]
    [Conforms("6762-8.2.1-a")]
    public void RecordsLeftOver_WinAgainstNone()
    {
        Assert.True(ProbeTieBreak.Compare([Address("192.0.2.1"), Address("192.0.2.2")], [Address("192.0.2.1")]) > 0);
        Assert.True(ProbeTieBreak.Compare([Address("192.0.2.1")], [Address("192.0.2.2"), Address("192.0.2.1")]) < 0);
    }

    [Fact]
    [Conforms("6762-8.2.1-a")]
    public void SameRecordsInAnotherOrder_AreNoContest() =>
        Assert.Equal(0, ProbeTieBreak.Compare([Address("192.0.2.1"), Address("2001:db8::1")], [Address("2001:db8::1"), Address("192.0.2.1")]));

    [Fact]
    [Conforms("6762-8.2.1-a")]
    public void HigherType_WinsWhateverTheData() => Assert.True(ProbeTieBreak.Compare([Address("2001:db8::1")], [Address("255.0.0.1")]) > 0);

    private static DnsRecord Address(string address) => new(
        Host, address.Contains(':', StringComparison.Ordinal) ? DnsRecordType.Aaaa : DnsRecordType.A, new AddressData(IPAddress.Parse(address)), 120);
}
