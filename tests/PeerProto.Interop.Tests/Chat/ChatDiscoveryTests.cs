using System.Text.Json;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Chat;

public sealed class ChatDiscoveryTests : IAsyncLifetime
{
    private const string ServiceType = "_chat._tcp";

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(3));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireAvahiAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunningApp_IsListedByAvahiOnAnotherHostUntilItStops(bool ipv4)
    {
        await using ChatScene scene = await ChatScene.StartAsync(["Ana"], ipv4, Guard, "looker");
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(scene.Lab["looker"], Guard);
        int port = await scene.Apps[0].PortAsync();

        AvahiService service = await avahi.WaitForServiceAsync(ServiceType, _ => true, Guard);

        Assert.Equal(24, service.Name.Length);
        Assert.DoesNotContain("Ana", service.Name, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(port, service.Port);
        Assert.Contains("\"w=0\"", service.TextRecord, StringComparison.Ordinal);
        Assert.Contains("\"v=1\"", service.TextRecord, StringComparison.Ordinal);
        Assert.Contains("\"f=", service.TextRecord, StringComparison.Ordinal);
        Assert.All(await avahi.BrowseAsync(ServiceType, Guard), listed => Assert.Equal((service.Name, port), (listed.Name, listed.Port)));

        LabProcess browse = avahi.Start("avahi-browse", ["--parsable", ServiceType]);
        await browse.WaitForLineAsync(line => line.StartsWith("+;", StringComparison.Ordinal), Guard);
        Assert.Equal(0, await scene.Apps[0].QuitAsync());
        await browse.WaitForLineAsync(line => line.StartsWith("-;", StringComparison.Ordinal), Guard);
        while ((await avahi.BrowseAsync(ServiceType, Guard)).Count > 0)
            Guard.ThrowIfCancellationRequested(); // each family's goodbye is its own
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServicePublishedByAvahi_IsListedByThePeerprotoTool(bool ipv4)
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["publisher", "looker"], IPv4 = ipv4 }, Guard);
        await using AvahiDaemon publisher = await AvahiDaemon.StartAsync(lab["publisher"], Guard);
        LabProcess published = await publisher.PublishAsync("Ana's böard", ServiceType, 4711, ["path=/x", "flag"], Guard);
        LabProcess tool = lab["looker"].StartDotnet(LabPrograms.PeerProtoTool, ["browse", ServiceType, "--json", "--for", "forever"]);

        using JsonDocument added = JsonDocument.Parse(await tool.WaitForLineAsync(line => line.Contains("\"added\"", StringComparison.Ordinal), Guard));
        JsonElement service = added.RootElement;

        Assert.Equal("Ana's böard", service.GetProperty("name").GetString());
        Assert.StartsWith(ServiceType, service.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("publisher.local", service.GetProperty("host").GetString(), StringComparison.Ordinal);
        Assert.Equal(4711, service.GetProperty("port").GetInt32());
        Assert.Equal("/x", service.GetProperty("txt").GetProperty("path").GetString());
        Assert.True(service.GetProperty("txt").GetProperty("flag").GetBoolean());
        string address = (ipv4 ? lab["publisher"].IPv4Address! : lab["publisher"].Addresses[0]).ToString().Split('%')[0];
        await tool.WaitForLineAsync(line => line.Contains(address, StringComparison.Ordinal), Guard);

        published.Terminate();
        await tool.WaitForLineAsync(line => line.Contains("\"removed\"", StringComparison.Ordinal), Guard);
    }
}
