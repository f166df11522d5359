using System.Text.Json;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Discovery;

/// <summary>
/// Discovery by the system's service, here Avahi through its compatibility library, against PeerProto's own on another host. The library finds its
/// daemon by the message bus of its process, so it runs in the peerproto tool, beside the daemon.
/// </summary>
public sealed class SystemDiscoveryInteropTests : IAsyncLifetime
{
    private const string TypeName = "_whiteboard._tcp";

    private static readonly ServiceType Board = ServiceType.Parse(TypeName);

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(3));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync()
    {
        await Peers.RequireAvahiAsync();
        Peers.RequireSystemDiscovery();
    }

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ServiceOfOurOwn_IsSeenToAppearChangeAndVanishByTheSystem(bool ipv4)
    {
        await using NetworkLab lab = await CreateLabAsync(ipv4);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        ToolEvents tool = Start(avahi, "browse", TypeName, "--for", "forever");
        IServiceAdvertisement offered = await AdvertiseAsync(discovery, TxtRecord.Empty.With("v", "1").WithFlag("flag").With("z", "a=b"));

        JsonElement found = await tool.WaitAsync(service => ToolEvents.Endpoints(service).Length == (ipv4 ? 2 : 1));
        Assert.Equal("Ana's böard", ToolEvents.Text(found, "name"));
        Assert.StartsWith("pp-", ToolEvents.Text(found, "host"), StringComparison.Ordinal);
        Assert.Equal("""{"v":"1","flag":true,"z":"a=b"}""", found.GetProperty("txt").GetRawText());
        Assert.Contains($"[{lab["avahi"].LinkLocalAddressOf(lab["ours"])}]:4711", ToolEvents.Endpoints(found));

        await offered.UpdateAsync(TxtRecord.Empty.With("v", "2"), Guard);
        JsonElement changed = await tool.WaitAsync(service => VersionOf(service) == "2");
        Assert.Equal("changed", ToolEvents.Text(changed, "change"));

        await offered.DisposeAsync();
        await tool.WaitAsync(ToolEvents.IsChange("removed"));
    }

    [Fact]
    public async Task ServiceOfTheSystem_IsSeenToAppearChangeAndVanishByOurOwn()
    {
        await using NetworkLab lab = await CreateLabAsync();
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board.WithSubtype("_drawing"), Guard).GetAsyncEnumerator(Guard);
        LabProcess program = avahi.Start(Executables.FindDotnet(), [LabPrograms.LabPeer, "offer", "Ben", TypeName, "_drawing"]);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(("Ben", "avahi.local", "v=1"), (changes.Current.Service.InstanceName, changes.Current.Service.HostName, changes.Current.Service.Txt.ToString()));
        await program.WaitForLineAsync(line => line == "offered Ben", Guard);

        await program.StandardInput.WriteLineAsync("v=2 w=3");
        await program.StandardInput.FlushAsync(Guard);
        while (changes.Current.Service.Txt.ToString() != "v=2 w=3")
            Assert.True(await changes.MoveNextAsync());

        program.StandardInput.Close();
        while (changes.Current.Kind != ServiceChangeKind.Removed)
            Assert.True(await changes.MoveNextAsync());
        Assert.Equal(0, await program.Exited.WaitAsync(Guard));
    }

    [Fact]
    public async Task NameThatOurOwnHas_IsChangedByTheSystemAndOfferedUntilTheToolEnds()
    {
        await using NetworkLab lab = await CreateLabAsync();
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await AdvertiseAsync(discovery, TxtRecord.Empty);

        ToolEvents tool = Start(avahi, "advertise", "Ana's böard", TypeName, "4712", "--txt", "v=1", "--txt", "flag");
        string name = ToolEvents.Text(await tool.WaitAsync(ToolEvents.IsChange("advertised")), "name");
        await using IAsyncEnumerator<ServiceChange> changes = discovery.BrowseAsync(Board, Guard).GetAsyncEnumerator(Guard);
        do
            Assert.True(await changes.MoveNextAsync());
        while (changes.Current.Service.InstanceName != name);

        Assert.Equal("Ana's böard #2", name);
        Assert.Equal(4712, changes.Current.Service.Port);
        Assert.Equal(["v=1", "flag"], changes.Current.Service.Txt.Select(entry => entry.ToString()));
        tool.Tool.Terminate();
        while (changes.Current.Kind != ServiceChangeKind.Removed)
            Assert.True(await changes.MoveNextAsync());
        Assert.Equal(name, changes.Current.Service.InstanceName);
    }

    [Fact]
    public async Task TypesAndPlaces_AreToldByTheSystem()
    {
        await using NetworkLab lab = await CreateLabAsync();
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await AdvertiseAsync(discovery, TxtRecord.Empty.With("v", "1"), "_drawing");

        ToolEvents types = Start(avahi, "browse", "--count", "1", "--for", "1m");
        ToolEvents drawings = Start(avahi, "browse", "_drawing._sub." + TypeName, "--count", "1", "--for", "1m");
        ToolEvents resolve = Start(avahi, "resolve", "Ana's böard", TypeName, "--for", "1m");

        ToolEvents names = Start(avahi, "browse", TypeName, "--names", "--for", "forever");

        Assert.Equal("Ana's böard", ToolEvents.Text(await names.WaitAsync(ToolEvents.IsChange("added")), "name"));
        Assert.Equal(TypeName, ToolEvents.Text(await types.WaitAsync(_ => true), "type"));
        Assert.Equal(TypeName, ToolEvents.Text(await drawings.WaitAsync(ToolEvents.IsChange("added")), "type"));
        JsonElement place = await resolve.WaitAsync(ToolEvents.IsChange("resolved"));
        Assert.Equal(("Ana's böard", 4711, "1"), (ToolEvents.Text(place, "name"), place.GetProperty("port").GetInt32(), VersionOf(place)));
        Assert.NotEmpty(ToolEvents.Endpoints(place));
        int[] exitCodes = await Task.WhenAll(types.Tool.Exited, resolve.Tool.Exited).WaitAsync(Guard);
        Assert.Equal([0, 0], exitCodes);
        Assert.NotEmpty(place.GetProperty("interfaces").EnumerateObject());
        await discovery.DisposeAsync();
        await names.WaitAsync(ToolEvents.IsChange("removed"));
    }

    [Fact]
    public async Task DaemonIsKilledAndStartsAgain_SystemDiscoveryGoesOn()
    {
        await using NetworkLab lab = await CreateLabAsync();
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using var discovery = new LabDiscovery(lab["ours"]);
        await AdvertiseAsync(discovery, TxtRecord.Empty);
        ToolEvents browse = Start(avahi, "browse", TypeName, "--for", "forever");
        ToolEvents advertise = Start(avahi, "advertise", "Ben", "_http._tcp", "1");
        await browse.WaitAsync(service => ToolEvents.Endpoints(service).Length == 2);
        await advertise.WaitAsync(ToolEvents.IsChange("advertised"));

        avahi.Process.Kill();
        await avahi.Process.Exited.WaitAsync(Guard);
        await browse.WaitForAllAsync(ToolEvents.IsState("Waiting"), ToolEvents.IsChange("removed"));
        JsonElement waiting = await advertise.WaitAsync(ToolEvents.IsState("Waiting"));
        Assert.Equal("SystemServiceAbsent", ToolEvents.Text(waiting, "problem"));

        (await avahi.RunAsync("rm", ["/run/avahi-daemon/pid"], Guard)).EnsureSuccess();
        LabProcess again = avahi.Start("avahi-daemon", ["--file=/run/avahi.conf", "--no-rlimits", "--no-chroot"]);
        await browse.WaitForAllAsync(ToolEvents.IsState("Ready"), ToolEvents.IsChange("added"));
        await advertise.WaitAsync(ToolEvents.IsState("Ready"));
        again.Terminate();
    }

    [Fact]
    public async Task DaemonIsNotThere_SystemDiscoveryWaitsAndTellsWhatHelps()
    {
        await using NetworkLab lab = await CreateLabAsync();
        ToolEvents tool = new(
            lab["ours"].Start(
                "unshare",
                ["--mount", "--propagation", "private", "sh", "-c", "mount -t tmpfs tmpfs /run && exec \"$@\"", "sh", .. Tool("browse", TypeName, "--for", "forever")]),
            Guard);

        JsonElement state = await tool.WaitAsync(ToolEvents.IsState("Waiting"));

        Assert.Equal("SystemServiceAbsent", ToolEvents.Text(state, "problem"));
        Assert.Contains("Start avahi-daemon", ToolEvents.Text(state, "remedy"), StringComparison.Ordinal);
    }

    private ToolEvents Start(AvahiDaemon avahi, params string[] arguments)
    {
        string[] tool = Tool(arguments);
        return new ToolEvents(avahi.Start(tool[0], tool[1..]), Guard);
    }

    private static string[] Tool(params string[] arguments) =>
        [Executables.FindDotnet(), LabPrograms.PeerProtoTool, .. arguments, "--backend", "system", "--json"];

    private Task<IServiceAdvertisement> AdvertiseAsync(LabDiscovery discovery, TxtRecord txt, params string[] subtypes) =>
        discovery.AdvertiseAsync(new ServiceAdvertisement("Ana's böard", Board, 4711, txt) { Subtypes = subtypes }, Guard);

    private static string VersionOf(JsonElement json) => json.TryGetProperty("txt", out JsonElement txt) ? ToolEvents.Text(txt, "v") : "";

    private Task<NetworkLab> CreateLabAsync(bool ipv4 = true) => NetworkLab.CreateAsync(
        new NetworkLabOptions { HostNames = ["ours", "avahi"], IPv4 = ipv4, IPv6 = true }, Guard);
}
