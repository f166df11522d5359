using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Dns;

public sealed class DnsNameTests
{
    [Fact]
    public void NamesThatDifferInAsciiCase_AreEqual()
    {
        Assert.Equal(DnsName.Parse("Board._HTTP._tcp.LOCAL"), DnsName.Parse("board._http._TCP.local"));
        Assert.Equal(DnsName.Parse("A.local").GetHashCode(), DnsName.Parse("a.local").GetHashCode());
        Assert.NotEqual(DnsName.Parse("Ä.local"), DnsName.Parse("ä.local"));
    }

    [Fact]
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
    public void NameOf255Bytes_IsTheLongest()
    {
        DnsName name = DnsName.Root.Child(new string('a', 63)).Child(new string('b', 63)).Child(new string('c', 63));

        Assert.Equal(255, name.Child(new string('d', 61)).Wire.Length);
        Assert.Throws<ArgumentException>(() => name.Child(new string('d', 62)));
    }
}
