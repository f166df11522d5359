using System.Text.Json;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Apple;

/// <summary>The tool finds the border router of a data set among others; Avahi speaks for the border routers, binary TXT values included.</summary>
public sealed class BorderAgentInteropTests : IAsyncLifetime
{
    // The data set of the forum post "Thread Network API not working".
    private const string Dataset =
        "0e080000000000010000000300001035060004001fffe002083c66f0dc9ef53f1c0708fdb360c72874da9905104094dce45388fd3d3426e992cbf0697b030d474c2d5332302d6e65773030310102250b04106c9f919a4da9b213764fc83f849381080c0402a0f7f8";

    /// <summary>A shell gives Avahi the bytes: the arguments of a process of .NET are text.</summary>
    private const string Publish = """exec avahi-publish --service "$1" _meshcop._udp 49152 rv=1 tv=1.3.0 "nn=$2" "$(printf "xp=$3")" "$(printf "id=$4")" """;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(3));

    private CancellationToken Guard => _guard.Token;

    public async ValueTask InitializeAsync() => await Peers.RequireAvahiAsync();

    public ValueTask DisposeAsync()
    {
        _guard.Dispose();
        return default;
    }

    [Fact]
    public async Task BorderRouterOfTheDataset_IsFoundAmongOthersWithItsIdentifier()
    {
        await using NetworkLab lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["ours", "avahi"] }, Guard);
        await using AvahiDaemon avahi = await AvahiDaemon.StartAsync(lab["avahi"], Guard);
        await using LabProcess other = PublishBorderRouter(avahi, "Other", "OpenThread-5938", "39758ec8144b07fb", "f1f2f3f4f5f6f7f8f9fafbfcfdfeff01");
        await using LabProcess wanted = PublishBorderRouter(avahi, "GL-S20 #DC3E", "GL-S20-new001", "3c66f0dc9ef53f1c", "3bce5b8ac8d5f8b7d8ec4a7f1b5cdb1e");

        LabCommandResult result = await lab["ours"].RunDotnetAsync(
            LabPrograms.PeerProtoTool, ["thread", "border-agents", "--dataset", Dataset, "--for", "2m", "--backend", "managed", "--json"], Guard);

        JsonElement[] found = [.. result.EnsureSuccess().StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement agent = Assert.Single(found, line => line.TryGetProperty("storeUnder", out _));
        Assert.Equal("GL-S20 #DC3E", agent.GetProperty("name").GetString());
        Assert.Equal("GL-S20-new001", agent.GetProperty("networkName").GetString());
        Assert.Equal("3bce5b8ac8d5f8b7d8ec4a7f1b5cdb1e", agent.GetProperty("storeUnder").GetString());
        Assert.Equal(49152, agent.GetProperty("port").GetInt32());
    }

    private static LabProcess PublishBorderRouter(AvahiDaemon avahi, string name, string networkName, string extendedPanId, string id) =>
        avahi.Start("sh", ["-c", Publish, "sh", name, networkName, Octal(extendedPanId), Octal(id)]);

    /// <summary>Bytes as <c>printf</c> reads them. None is zero, which no argument can hold.</summary>
    private static string Octal(string hex) => string.Concat(Convert.FromHexString(hex).Select(value => @"\" + Convert.ToString(value, 8).PadLeft(3, '0')));
}
