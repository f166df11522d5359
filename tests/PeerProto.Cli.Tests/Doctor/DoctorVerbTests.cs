using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PeerProto.Cli.Doctor;

namespace PeerProto.Cli.Tests.Doctor;

/// <summary>The doctor before real sockets.</summary>
public sealed class DoctorVerbTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PeerListens_ShowsEachStageAndSucceeds(bool isPlain)
    {
        PeerSecurity security = isPlain ? PeerSecurity.None : PeerSecurity.Unverified;
        await using PeerSession<IProbe> session = await StartAsync(options =>
        {
            options.Security = security;
            options.DisplayName = "Ana";
        });
        StringWriter text = new();

        int code = await RunAsync(session.LocalEndpoints[0], new LineDoctorOutput(text), security);

        Assert.True(code == 0, text.ToString());
        string[] lines = text.ToString().Split(Environment.NewLine);
        Assert.Equal(["connect", "tls", "upgrade", "hello", "admission"], lines.Take(5).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Contains("'Ana', contract 'doctor-probe' version 3, wire version 0", lines[3], StringComparison.Ordinal);
        Assert.Contains(isPlain ? "neither encrypted" : $"key {session.Key}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeerListensForWebSocketToo_ConnectsThroughTheUpgrade()
    {
        await using PeerSession<IProbe> session = await StartAsync(_ => { });
        StringWriter text = new();

        int code = await RunAsync(PeerEndpoint.FromAddress("ws", session.LocalEndpoints[0].Address!), new LineDoctorOutput(text), PeerSecurity.Unverified);

        Assert.True(code == 0, text.ToString());
        Assert.Contains("done", text.ToString().Split(Environment.NewLine)[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyListens_ShowsTheStageTheCauseAndTheRemedyAndFails()
    {
        using Socket closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // held, and not listened at
        StringWriter text = new();

        int code = await RunAsync(PeerEndpoint.FromAddress("tcp", (IPEndPoint)closed.LocalEndPoint!), new LineDoctorOutput(text), PeerSecurity.Unverified);

        Assert.Equal(1, code);
        Assert.Contains("FAIL connect", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("PortClosed: Check that the peer runs, that the port is right, ", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_IsOneObjectWithStagesAndDiagnosis()
    {
        await using PeerSession<IProbe> session = await StartAsync(options => options.Security = PeerSecurity.None);
        StringWriter text = new();

        int code = await RunAsync(session.LocalEndpoints[0], new JsonDoctorOutput(text), PeerSecurity.Unverified);

        using JsonDocument json = JsonDocument.Parse(text.ToString());
        Assert.Equal(1, code);
        Assert.False(json.RootElement.GetProperty("connected").GetBoolean());
        Assert.Equal(["Connect", "Tls"], json.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.Equal("NotTls", json.RootElement.GetProperty("diagnosis").GetProperty("code").GetString());
    }

    [Fact]
    public async Task PeerHasPinnedOthers_SaysThatThePeerDoesNotTrustThisSide()
    {
        using PeerIdentity somebody = PeerIdentity.Create();
        await using PeerSession<IProbe> session = await StartAsync(options => options.Security = PeerSecurity.Pinned(somebody.Key));
        StringWriter text = new();

        int code = await RunAsync(session.LocalEndpoints[0], new LineDoctorOutput(text), PeerSecurity.Unverified);

        Assert.Equal(1, code);
        Assert.Contains("EndedBeforeHello", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeerAsksForAPasscode_ShowsTheStageInWhichBothProveIt()
    {
        await using PeerSession<IProbe> session = await StartAsync(options => options.Security = PeerSecurity.Passcode("9264-0815"));
        StringWriter text = new();

        int code = await RunAsync(session.LocalEndpoints[0], new LineDoctorOutput(text), PeerSecurity.Passcode("92640815"));

        Assert.True(code == 0, text.ToString());
        string[] lines = text.ToString().Split(Environment.NewLine);
        Assert.Equal(["connect", "tls", "upgrade", "authentication", "hello", "admission"], lines.Take(6).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Contains("proved by both sides", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasscodesDiffer_StopsAtThatStage()
    {
        await using PeerSession<IProbe> session = await StartAsync(options => options.Security = PeerSecurity.Passcode("9264-0815"));
        StringWriter text = new();

        int code = await RunAsync(session.LocalEndpoints[0], new LineDoctorOutput(text), PeerSecurity.Passcode("9264-0816"));

        Assert.Equal(1, code);
        Assert.Contains("FAIL authentication", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("PasscodeWrong: ", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoctorKnowsOfNoPasscode_SaysThatThePeerAsksForOne()
    {
        await using PeerSession<IProbe> session = await StartAsync(options => options.Security = PeerSecurity.Passcode("9264-0815"));
        StringWriter text = new();

        await RunAsync(session.LocalEndpoints[0], new LineDoctorOutput(text), PeerSecurity.Unverified);

        Assert.Contains("PasscodeRequired: ", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("ws")]
    public async Task PeerIsBehindAProxy_IsReachedThroughItWithoutResolvingItsName(string transport)
    {
        await using PeerSession<IProbe> session = await StartAsync(_ => { });
        await using CarryingProxy proxy = new(session.LocalEndpoints[0].Address!);
        StringWriter text = new();

        int code = await ThroughAsync($"127.0.0.1:{proxy.Port}:{CarryingProxy.User}:{CarryingProxy.Password}", $"{transport}://peer.invalid:4711", text);

        Assert.True(code == 0, text.ToString());
        Assert.Equal(2, proxy.Carried); // one to ask, one to join
        Assert.StartsWith("ok   connect", text.ToString(), StringComparison.Ordinal);
        Assert.Contains($"through http://127.0.0.1:{proxy.Port}, ", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(CarryingProxy.Password, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProxyRefuses_StopsAtTheLinkAndIsNotGoneAround()
    {
        await using PeerSession<IProbe> session = await StartAsync(_ => { });
        await using CarryingProxy proxy = new(session.LocalEndpoints[0].Address!);
        StringWriter text = new();

        int code = await ThroughAsync($"127.0.0.1:{proxy.Port}:{CarryingProxy.User}:another", session.LocalEndpoints[0].ToString(), text);

        Assert.Equal((1, 0), (code, proxy.Carried));
        Assert.StartsWith("FAIL connect", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("ProxyRefused: ", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("another", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuicThroughAProxy_SaysThatThereIsNoWay()
    {
        StringWriter text = new();

        int code = await ThroughAsync("127.0.0.1:1", "quic://127.0.0.1:2", text);

        Assert.Equal(1, code);
        Assert.Contains("EndpointNotSupported: Write tcp://", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrangerSaysSomethingElse_IsAnotherProtocol()
    {
        using TcpListener stranger = new(IPAddress.Loopback, 0);
        stranger.Start();
        Task serving = ServeAsync(stranger, "SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray());
        StringWriter text = new();

        await RunAsync(PeerEndpoint.FromAddress("tcp", (IPEndPoint)stranger.LocalEndpoint), new LineDoctorOutput(text), PeerSecurity.None);

        Assert.Contains("OtherProtocol", text.ToString(), StringComparison.Ordinal);
        await serving.WaitAsync(Patience, Token);
    }

    private static async Task ServeAsync(TcpListener listener, byte[] first)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync(Token);
        await client.GetStream().WriteAsync(first, Token);
        byte[] buffer = new byte[256];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // the doctor has left at once
        }
    }

    private static Task<int> RunAsync(PeerEndpoint endpoint, IDoctorOutput output, PeerSecurity security) =>
        new DoctorVerb(new ConnectionDoctor(new ConnectionDoctorOptions { Security = security, UpgradeDeadline = Patience, AuthenticationDeadline = Patience }), output).ConnectAsync(endpoint, Token).WaitAsync(Patience, Token);

    private static Task<int> ThroughAsync(string proxy, string endpoint, StringWriter text) =>
        new DoctorVerb(new ConnectionDoctor(new ConnectionDoctorOptions { Proxy = ProxyEndpoint.Parse(proxy), UpgradeDeadline = Patience, AuthenticationDeadline = Patience }), new LineDoctorOutput(text))
            .ConnectAsync(PeerEndpoint.Parse(endpoint), Token).WaitAsync(Patience, Token);

    private static Task<PeerSession<IProbe>> StartAsync(Action<PeerSessionOptions> configure) => PeerSession.StartAsync<IProbe>(new Probe(), options =>
    {
        options.UseDiscovery = false;
        options.ListenAddress = IPAddress.Loopback;
        options.HandshakeDeadline = options.UpgradeDeadline = Patience;
        configure(options);
    }, Token);

    private sealed class Probe : ProbeBase;
}
