using PeerProto.Discovery.Dns;
using PeerProto.Discovery.Tests.Conformance;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsNameTests
{
    [Fact]
    [Conforms("6762-16-c")]
    public void NamesThatDifferInAsciiCase_AreEqual()
    {
        Assert.Equal(DnsName.Parse("Board._HTTP._tcp.LOCAL"), DnsName.Parse("board._http._TCP.local"));
        Assert.Equal(DnsName.Parse("A.local").GetHashCode(), DnsName.Parse("a.local").GetHashCode());
        Assert.NotEqual(DnsName.Parse("Ä.local"), DnsName.Parse("ä.local"));
    }

    [Fact]
    [Conforms("6763-4.3-a")]
    public void WrittenName_KeepsItsCaseAndEscapesWhatWouldMislead()
    {
        DnsName name = DnsName.Parse("_ipp._tcp.local").Child("a.b\\c\nd");

        Assert.Equal(@"a\.b\\c\010d._ipp._tcp.local", name.ToString());
        Assert.Equal("a.b\\c\nd", name.FirstLabelText);
        Assert.Equal(DnsName.Parse("_ipp._tcp.local"), name.Parent);
    }

    [Fact]
    public void LabelOf63Bytes_IsTheLongest()
    {
        Assert.Equal(63, DnsName.Root.Child(new string('x', 63)).FirstLabel.Length);
        Assert.Throws<ArgumentException>(() => DnsName.Root.Child(new string('x', 64)));
        Assert.Throws<ArgumentException>(() => DnsName.Root.Child(""));
    }

    [Fact]
    [Conforms("6762-C-a")]
    public void NameOf255BytesBesideTheRoot_IsTheLongest()
    {
        DnsName name = DnsName.Root.Child(new string('a', 63)).Child(new string('b', 63)).Child(new string('c', 63));
        DnsName longest = name.Child(new string('d', 62));

        Assert.Equal(255 + 1, longest.Wire.Length);
        Assert.Throws<ArgumentException>(() => name.Child(new string('d', 63)));
        var message = new DnsMessage();
        message.Questions.Add(new DnsQuestion(longest, DnsRecordType.A));
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(Assert.Single(DnsMessagePacker.Pack(message)), out DnsMessage? read));
        Assert.Equal(message.Questions, read!.Questions);
    }
}
