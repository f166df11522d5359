using System.Net;
using System.Text.Json;
using PeerProto.Testing;

namespace PeerProto.Interop.Tests.Proxies;

/// <summary>
/// A client, a proxy and a page on hosts of their own, where the client could reach the page without the proxy too: only the page can tell which way the requests came.
/// </summary>
public sealed class ProxyLeakTests : IAsyncLifetime
{
    private const int ProxyPort = 3128;

    private readonly CancellationTokenSource _guard = new(TimeSpan.FromMinutes(2));
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("proxy-leak-");
    private NetworkLab _lab = null!;
    private EchoPage _page = null!;

    private LabHost Client => _lab["client"];

    private LabHost Proxy => _lab["proxy"];

    public async ValueTask InitializeAsync()
    {
        Peers.RequireTool(Tinyproxy.Program);
        await Peers.RequireLabAsync();
        _lab = await NetworkLab.CreateAsync(new NetworkLabOptions { HostNames = ["client", "proxy", "page"], IPv6 = false }, _guard.Token);
        LabHost host = _lab["page"];
        _page = host.Invoke(() => EchoPage.Start(new IPEndPoint(host.IPv4Address!, 0)));
    }

    public async ValueTask DisposeAsync()
    {
        await (_page?.DisposeAsync() ?? default);
        await (_lab?.DisposeAsync() ?? default);
        _directory.Delete(recursive: true);
        _guard.Dispose();
    }

    [Fact]
    public async Task PageThatIsReachableDirectlyToo_SeesTheProxyAlone()
    {
        await StartProxyAsync(Proxy);

        (int code, JsonElement result, _) = await TestAsync(Proxy);

        Assert.Equal((0, "Ok", $"{Proxy.IPv4Address}"), (code, result.GetProperty("outcome").GetString(), result.GetProperty("seenAddress").GetString()));
        Assert.Equal(["Via", "Nonce", "SeenAddress"], result.GetProperty("evidence").EnumerateArray().Select(static kind => kind.GetString()));
        Assert.Equal([Proxy.IPv4Address!, Proxy.IPv4Address!, Proxy.IPv4Address!], _page.Requests.Select(static request => request.From));
    }

    [Fact]
    public async Task Comparison_AsksOnceWithoutTheProxyAndSeesTheDifference()
    {
        await StartProxyAsync(Proxy);

        (int code, JsonElement result, JsonElement report) = await TestAsync(Proxy, "--direct");

        Assert.Equal((0, "Ok", $"{Client.IPv4Address}"), (code, result.GetProperty("outcome").GetString(), report.GetProperty("directAddress").GetString()));
        Assert.Equal([Client.IPv4Address!, Proxy.IPv4Address!, Proxy.IPv4Address!, Proxy.IPv4Address!], _page.Requests.Select(static request => request.From));
    }

    [Fact]
    public async Task ProxyThatHasGone_IsNotGoneAround()
    {
        (int code, JsonElement result, _) = await TestAsync(Proxy);

        Assert.Equal((1, "Refused"), (code, result.GetProperty("outcome").GetString()));
        Assert.Empty(_page.Requests);
    }

    [Fact]
    public async Task ProxyBehindTheClientsOwnAddress_HidesNothing()
    {
        await StartProxyAsync(Client);

        (int code, JsonElement result, _) = await TestAsync(Client, "--direct");

        Assert.Equal((1, "SameAddress", $"{Client.IPv4Address}"), (code, result.GetProperty("outcome").GetString(), result.GetProperty("seenAddress").GetString()));
    }

    private async Task StartProxyAsync(LabHost host)
    {
        string file = Path.Combine(_directory.FullName, "tinyproxy.conf");
        await File.WriteAllTextAsync(file, $"Port {ProxyPort}\nTimeout 60\nMaxClients 20\nLogLevel Info\nBasicAuth {Tinyproxy.User} {Tinyproxy.Password}\n", _guard.Token);
        LabProcess process = host.Start(Tinyproxy.Program, ["-d", "-c", file]);
        await process.WaitForLineAsync(static line => line.Contains("Accepting connections", StringComparison.Ordinal), _guard.Token);
    }

    private async Task<(int Code, JsonElement Result, JsonElement Report)> TestAsync(LabHost proxy, params string[] options)
    {
        string file = Path.Combine(_directory.FullName, "list.txt");
        await File.WriteAllTextAsync(file, $"{proxy.IPv4Address}:{ProxyPort}:{Tinyproxy.User}:{Tinyproxy.Password}\n", _guard.Token);
        LabCommandResult result = await Client.RunDotnetAsync(LabPrograms.PeerProtoTool, ["proxy", "test", file, "--url", _page.Url.OriginalString, "--timeout", "60", "--json", .. options], _guard.Token);
        Assert.DoesNotContain(Tinyproxy.Password, result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        JsonElement report = JsonDocument.Parse(result.StandardOutput).RootElement;
        return (result.ExitCode, Assert.Single(report.GetProperty("proxies").EnumerateArray().ToArray()), report);
    }
}
