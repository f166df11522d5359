namespace PeerProto.Tests.Discovery;

public sealed class ServiceAdvertisementTests
{
    private static readonly ServiceType Board = ServiceType.Parse("_whiteboard._tcp");

    [Fact]
    public void NameOf63Bytes_IsTheLongest()
    {
        Assert.Equal(21, new ServiceAdvertisement(new string('画', 21), Board, 1).InstanceName.Length);
        Assert.Contains("63", Assert.Throws<ArgumentException>(() => new ServiceAdvertisement(new string('画', 22), Board, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("line\nbreak")]
    [InlineData("del\u007F")]
    public void NameThatCannotBeShown_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new ServiceAdvertisement(name, Board, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void PortOutOfRange_IsRefused(int port) => Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceAdvertisement("a", Board, port));

    [Fact]
    public void TypeTooLongToRegister_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ServiceAdvertisement("a", ServiceType.Parse("_androidtvremote2._tcp"), 1));
}
