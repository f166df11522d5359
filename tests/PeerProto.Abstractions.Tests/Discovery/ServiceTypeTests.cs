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
    [InlineData("._sub._board._tcp")]
    [InlineData("a.b._sub._board._tcp")]
    [InlineData("a\\._sub._board._tcp")]
    [InlineData("_printer._sub._board")]
    [Conforms("6763-7-a")]
    public void TextThatIsNoType_IsRefusedWithAnExample(string text)
    {
        Assert.False(ServiceType.TryParse(text, out _));
        Assert.Contains("_whiteboard._tcp", Assert.Throws<FormatException>(() => ServiceType.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Conforms("6763-7-a")]
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

    [Theory]
    [InlineData("_printer._sub._ipp._tcp", "_printer")]
    [InlineData("plain._SUB._ipp._tcp.local.", "plain")]
    [InlineData(@"a\.b\\c._sub._ipp._tcp", @"a.b\c")]
    [InlineData(@"x\._sub\.y._sub._ipp._tcp", "x._sub.y")]
    public void WrittenSubtype_IsReadAndWrittenAgain(string text, string subtype)
    {
        var type = ServiceType.Parse(text);

        Assert.Equal(subtype, type.Subtype);
        Assert.Equal(ServiceType.Parse("_ipp._tcp"), type.BaseType);
        Assert.Equal(type, ServiceType.Parse(type.ToString()));
        Assert.Equal(type, type.BaseType.WithSubtype(subtype));
    }

    [Fact]
    [Conforms("6763-7.1-b")]
    public void SubtypesThatDifferInAsciiCase_AreEqual()
    {
        ServiceType ipp = ServiceType.Parse("_ipp._tcp");

        Assert.Equal(ipp.WithSubtype("_Printer"), ipp.WithSubtype("_pRINTER"));
        Assert.NotEqual(ipp.WithSubtype("_ä"), ipp.WithSubtype("_Ä"));
        Assert.NotEqual(ipp.WithSubtype("_printer"), ipp);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("\u007F")]
    public void SubtypeThatCannotBe_IsRefused(string subtype) =>
        Assert.Throws<ArgumentException>(() => ServiceType.Parse("_ipp._tcp").WithSubtype(subtype));

    [Fact]
    public void SubtypeOf63Bytes_IsTheLongest()
    {
        ServiceType ipp = ServiceType.Parse("_ipp._tcp");

        Assert.Equal(21, ipp.WithSubtype(new string('画', 21)).Subtype!.Length);
        Assert.Throws<ArgumentException>(() => ipp.WithSubtype(new string('画', 22)));
    }

    [Fact]
    public void WrittenType_IsReadByGenericCode()
    {
        Assert.Equal(ServiceType.Parse("_ipp._tcp"), Read<ServiceType>("_ipp._tcp"));
        Assert.Throws<FormatException>(() => Read<ServiceType>("ipp"));

        static T Read<T>(string text)
            where T : IParsable<T> => T.Parse(text, null);
    }
}
