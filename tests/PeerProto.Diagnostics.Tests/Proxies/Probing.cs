using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Diagnostics.Tests.Proxies;

/// <summary>Probes as tests run them: time stands still, and no report may show the password.</summary>
internal static class Probing
{
    public const string Page = "http://page.example/";
    public const string NoncePage = "http://page.example/get?x={nonce}";
    public const string Secret = "hunter2";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ProxyProbeOptions Options(string url) => new() { Url = new Uri(url, UriKind.RelativeOrAbsolute) };

    public static Task<ProxyProbeResult> TryAsync(ProxyEndpoint proxy, string url) => TryAsync(proxy, Options(url));

    public static async Task<ProxyProbeResult> TryAsync(ProxyEndpoint proxy, ProxyProbeOptions options) => (await RunAsync(options, proxy)).Results[0];

    /// <summary>Tries a proxy as if the connection to it had these addresses.</summary>
    public static async Task<ProxyProbeResult> TryFromAsync(StubProxy proxy, ProxyProbeOptions options, string near, string far)
    {
        ProxyProbe probe = new(options, new FakeTimeProvider(), async (_, token) =>
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, proxy.Port, token);
            return new ProxyLink(new NetworkStream(socket, ownsSocket: true), IPAddress.Parse(near), IPAddress.Parse(far));
        });
        return (await probe.RunAsync(ProxyList.Parse($"{far}:80"), null, Token)).Results[0];
    }

    public static async Task<ProxyProbeReport> RunAsync(ProxyProbeOptions options, params ProxyEndpoint[] proxies)
    {
        // Time is in the tests' hands: a busy machine makes no deadline pass.
        ProxyProbeReport report = await new ProxyProbe(options, new FakeTimeProvider()).RunAsync(ProxyList.Of(proxies), null, Token);
        AssertClean(report);
        return report;
    }

    public static void AssertClean(ProxyProbeReport report) => Assert.DoesNotContain(Secret, string.Concat(report.Results), StringComparison.Ordinal);
}
