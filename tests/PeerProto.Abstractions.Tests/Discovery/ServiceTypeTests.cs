namespace PeerProto.Tests.Discovery;

public sealed class ServiceTypeTests
{
    [Theory]
    [InlineData("_whiteboard._tcp", "whiteboard", ServiceTransport.Tcp)]
    [InlineData("_ipp._tcp.local.", "ipp", ServiceTransport.Tcp)]
    [InlineData("_sleep-proxy._udp.local", "sleep-proxy", ServiceTransport.Udp)]
    [InlineData("_HTTP._TCP", "HTTP", ServiceTransport.Tcp)]
    [InlineData("_androidtvremote2._tcp", "androidtvremote2", ServiceTransport.Tcp)]
    public void WrittenType_IsRead(string text, string name, ServiceTransport transport)
    {
        var type = ServiceType.Parse(text);

        Assert.Equal(name, type.Name);
        Assert.Equal(transport, type.Transport);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whiteboard._tcp")]
    [InlineData("_whiteboard")]
    [InlineData("_._tcp")]
    [InlineData("_white board._tcp")]
    [InlineData("_-board._tcp")]
    [InlineData("_board-._tcp")]
    [InlineData("_white--board._tcp")]
    [InlineData("_1234._tcp")]
    [InlineData("_board._sctp")]
    [InlineData("_sub._board._tcp")]
    [InlineData("_bücher._tcp")]
    public void TextThatIsNoType_IsRefusedWithAnExample(string text)
    {
        Assert.False(ServiceType.TryParse(text, out _));
        Assert.Contains("_whiteboard._tcp", Assert.Throws<FormatException>(() => ServiceType.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypesThatDifferInCase_AreEqual()
    {
        Assert.Equal(ServiceType.Parse("_IPP._tcp"), ServiceType.Parse("_ipp._TCP"));
        Assert.Equal(ServiceType.Parse("_IPP._tcp").GetHashCode(), ServiceType.Parse("_ipp._tcp").GetHashCode());
        Assert.NotEqual(ServiceType.Parse("_ipp._tcp"), ServiceType.Parse("_ipp._udp"));
    }

    [Theory]
    [InlineData("whiteboard", "_whiteboard._tcp")]
    [InlineData("White Board!", "_white-board._tcp")]
    [InlineData("com.example.App", "_com-example-app._tcp")]
    [InlineData("a  --  b", "_a-b._tcp")]
    public void ContractName_BecomesAType(string contract, string expected) =>
        Assert.Equal(expected, ServiceType.FromContractName(contract).ToString());

    [Theory]
    [InlineData("a-very-long-contract-name")]
    [InlineData("画板")]
    [InlineData("1234")]
    [InlineData("-")]
    public void AnyContractName_GivesAnAdvertisableTypeThatReadsBack(string contract)
    {
        ServiceType type = ServiceType.FromContractName(contract);

        Assert.True(type.IsAdvertisable);
        Assert.Equal(type, ServiceType.Parse(type.ToString()));
        Assert.Equal(type, ServiceType.FromContractName(contract));
    }

    [Fact]
    public void LongContractNamesWithOneBeginning_GiveDifferentTypes() =>
        Assert.NotEqual(ServiceType.FromContractName("collaborative-drawing"), ServiceType.FromContractName("collaborative-writing"));
}
