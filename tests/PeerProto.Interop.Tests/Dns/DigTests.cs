using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery;

namespace PeerProto.Interop.Tests.Dns;

/// <summary>dig asks the forwarder, which asks two dnsmasq.</summary>
public sealed class DigTests
{
    private const string Tunnel = "10.8.0.80";
    private const string System = "192.0.2.80";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExactName_GoesThroughTheTunnelAndNamesBelowDoNot()
    {
        await using Scene scene = await Scene.StartAsync("=example.com");

        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "example.com"));
        Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "test.example.com"));
        Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "notexample.com"));
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "example.com."));
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "EXAMPLE.Com"));
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "example.com", "+tcp"));
        Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "test.example.com", "+tcp"));
    }

    [Fact]
    public async Task Suffix_TakesWhatLiesBelow()
    {
        await using Scene scene = await Scene.StartAsync("example.com", "!public.example.com", "bücher.example");

        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "example.com"));
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "test.example.com"));
        Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "notexample.com"));
        Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "www.public.example.com"));
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, "www.xn--bcher-kva.example"));
        string below = string.Join('.', Enumerable.Repeat(new string('a', 58), 4)); // 253 letters with the domain
        Assert.Equal(Tunnel, await Dig.ShortAsync(scene.Forwarder, below + ".abcd.example.com"));
    }

    [Fact]
    public async Task Spelling_ComesBackAsItWasAsked()
    {
        await using Scene scene = await Scene.StartAsync("=example.com");

        string output = await Dig.RunAsync(scene.Forwarder, "eXaMpLe.cOm");

        Assert.Contains(";eXaMpLe.cOm.", output, StringComparison.Ordinal);
        Assert.Contains("status: NOERROR", output, StringComparison.Ordinal);
        Assert.Contains("EDNS: version: 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
        Assert.DoesNotContain("EDNS:", await Dig.RunAsync(scene.Forwarder, "example.com", "+noedns"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+noedns", true)]
    [InlineData("+bufsize=512", true)]
    [InlineData("+bufsize=1232", true)]
    [InlineData("+bufsize=4096", true)] // the forwarder keeps to 1,232 bytes
    [InlineData("+tcp", false)]
    public async Task LongAnswer_ComesOverTcp(string option, bool isCutFirst)
    {
        await using Scene scene = await Scene.StartAsync("=long.example");

        string whole = await Dig.RunAsync(scene.Forwarder, "long.example", "TXT", option);
        Assert.True(whole.Split('\n').Count(static line => line.StartsWith("long.example.", StringComparison.Ordinal)) == 16, whole);
        Assert.Equal(isCutFirst, whole.Contains("retrying in TCP mode", StringComparison.Ordinal));
        if (isCutFirst)
            Assert.Contains("flags: qr aa tc", await Dig.RunAsync(scene.Forwarder, "long.example", "TXT", option, "+ignore"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+noedns", true)]
    [InlineData("+bufsize=512", true)]
    [InlineData("+bufsize=1232", false)]
    public async Task AnswerOfAThousandBytes_IsCutForThoseWhoTakeLess(string option, bool isCut)
    {
        await using Scene scene = await Scene.StartAsync("=middle.example");

        Assert.Equal(isCut, (await Dig.RunAsync(scene.Forwarder, "middle.example", "TXT", option)).Contains("retrying in TCP mode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OtherTypesAndClasses_PassAsTheyCome()
    {
        await using Scene scene = await Scene.StartAsync("=example.com");

        Assert.Equal("10 mail.example.com.", await Dig.ShortAsync(scene.Forwarder, "example.com", "MX"));
        Assert.StartsWith("\"dnsmasq-", await Dig.ShortAsync(scene.Forwarder, "version.bind", "CH", "TXT"), StringComparison.Ordinal);
        Assert.Contains("TYPE65280", await Dig.RunAsync(scene.Forwarder, "example.com", "TYPE65280"), StringComparison.Ordinal);
        Assert.Contains("status: NOTIMP", await Dig.RunAsync(scene.Forwarder, "example.com", "+opcode=NOTIFY"), StringComparison.Ordinal);
        Assert.Contains("status: BADVERS", await Dig.RunAsync(scene.Forwarder, "example.com", "+edns=1", "+noednsnegotiation"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TunnelThatIsGone_IsAFailureForItsNamesOnly()
    {
        Scene scene = await Scene.StartAsync("=example.com");
        await using (scene)
        {
            await scene.EndTunnelAsync();

            string output = await Dig.RunAsync(scene.Forwarder, "example.com");
            Assert.Contains("status: SERVFAIL", output, StringComparison.Ordinal);
            Assert.Contains("EDE: 22 (No Reachable Authority): (tunnel: ", output, StringComparison.Ordinal);
            Assert.Equal(System, await Dig.ShortAsync(scene.Forwarder, "test.example.com"));
        }
    }

    [Fact]
    public async Task SecondServerOfAnUpstream_TakesOverWhereTheFirstIsDead()
    {
        Peers.RequireTool("dig");
        using Socket dead = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        dead.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await dead.ConnectAsync(IPAddress.Loopback, 9, Token); // the port is held, and refuses whoever else asks there
        await using DnsProgram alive = await DnsProgram.StartDnsmasqAsync(Tunnel, Token);
        await using SplitDnsResolver forwarder = SplitDnsResolver.Start(
            new DnsRoutes([], DnsUpstream.Udp("tunnel", (IPEndPoint)dead.LocalEndPoint!, alive.Address)), new SplitDnsResolverOptions { Endpoints = [new(IPAddress.Loopback, 0)], AnswerTimeout = TimeSpan.FromSeconds(15) });

        Assert.Equal(Tunnel, await Dig.ShortAsync(forwarder.Endpoints[0], "example.com"));
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly DnsProgram _tunnel;
        private readonly DnsProgram _system;
        private readonly SplitDnsResolver _resolver;

        private Scene(DnsProgram tunnel, DnsProgram system, SplitDnsResolver resolver)
        {
            _tunnel = tunnel;
            _system = system;
            _resolver = resolver;
        }

        public IPEndPoint Forwarder => _resolver.Endpoints[0];

        public static async Task<Scene> StartAsync(params string[] rules)
        {
            Peers.RequireTool("dig");
            string text = new('x', 120);
            string[] records =
            [
                .. Enumerable.Range(0, 16).Select(number => $"--txt-record=long.example,{number:00}{text}"),
                .. Enumerable.Range(0, 7).Select(number => $"--txt-record=middle.example,{number:00}{text}"),
                "--mx-host=example.com,mail.example.com,10",
            ];
            DnsProgram tunnel = await DnsProgram.StartDnsmasqAsync(Tunnel, Token, records);
            DnsProgram system = await DnsProgram.StartDnsmasqAsync(System, Token);
            DnsRoutes routes = new([new DnsRoute(rules.Select(DnsMatch.Parse), DnsUpstream.Udp("tunnel", tunnel.Address))], DnsUpstream.Udp("system", system.Address));
            return new Scene(tunnel, system, SplitDnsResolver.Start(routes, new SplitDnsResolverOptions { Endpoints = [new(IPAddress.Loopback, 0)], AnswerTimeout = TimeSpan.FromSeconds(15) }));
        }

        public ValueTask EndTunnelAsync() => _tunnel.DisposeAsync();

        public async ValueTask DisposeAsync()
        {
            await _resolver.DisposeAsync();
            await _tunnel.DisposeAsync();
            await _system.DisposeAsync();
        }
    }
}
