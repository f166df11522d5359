using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Lab;

public sealed class AvahiDaemonTests : IAsyncLifetime
{
    private const string ServiceType = "_pplab._tcp";

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireAvahiAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task ServicePublishedOnOneHost_IsBrowsedOnTheOther(bool ipv4, bool ipv6)
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(
            new NetworkLabOptions { HostNames = ["publisher", "browser"], IPv4 = ipv4, IPv6 = ipv6 }, Guard);
        await using AvahiDaemon publisher = await AvahiDaemon.StartAsync(lab["publisher"], Guard);
        await using AvahiDaemon browser = await AvahiDaemon.StartAsync(lab["browser"], Guard);
        await publisher.PublishAsync("Ana's böard", ServiceType, 4711, ["path=/x", "v=1"], Guard);

        AvahiService service = await browser.WaitForServiceAsync(ServiceType, _ => true, Guard);

        Assert.Equal("Ana's böard", service.Name);
        Assert.Equal("publisher.local", service.HostName);
        Assert.Equal(4711, service.Port);
        Assert.Contains("\"path=/x\"", service.TextRecord, StringComparison.Ordinal);
        Assert.All(await browser.BrowseAsync(ServiceType, Guard), found => Assert.Equal("Ana's böard", found.Name));
    }

    [Fact]
    public async Task EndedPublisher_WithdrawsItsService()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(cancellationToken: Guard);
        await using AvahiDaemon publisher = await AvahiDaemon.StartAsync(lab[0], Guard);
        await using AvahiDaemon browser = await AvahiDaemon.StartAsync(lab[1], Guard);
        LabProcess service = await publisher.PublishAsync("short-lived", ServiceType, 1, cancellationToken: Guard);
        LabProcess browse = browser.Start("avahi-browse", ["--parsable", ServiceType]);
        await browse.WaitForLineAsync(line => line.StartsWith("+;", StringComparison.Ordinal), Guard);

        service.Terminate();

        Assert.Contains("short-lived", await browse.WaitForLineAsync(line => line.StartsWith("-;", StringComparison.Ordinal), Guard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedDaemon_EndsOfItself()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostCount = 1 }, Guard);
        AvahiDaemon daemon = await AvahiDaemon.StartAsync(lab[0], Guard);

        await daemon.DisposeAsync();

        Assert.Equal(0, await daemon.Process.Exited);
    }
}
