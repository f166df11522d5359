using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Diagnosis;

/// <summary>Provokes what docs/diagnosis.md lists, at real sockets.</summary>
public sealed class DiagnosisTests : IAsyncLifetime
{
    private readonly DiagnosisScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task HostNameIsUnknown() => Is(
        ConnectionStage.Resolve, PeerDiagnosisCode.NameNotFound, await _scene.DiagnoseAsync(PeerEndpoint.Parse($"tcp://{new string('x', 64)}.local:4711"), PeerSecurity.None));

    [Fact]
    public async Task NoTransportReachesTheEndpoint() => Is(
        ConnectionStage.Connect, PeerDiagnosisCode.EndpointNotSupported, await _scene.DiagnoseAsync(PeerEndpoint.Parse("quic://127.0.0.1:4711"), PeerSecurity.None));

    [Fact]
    public async Task NoPathLeadsThere() => Is( // TCP to a group of hosts is refused by the system before a packet leaves
        ConnectionStage.Connect, PeerDiagnosisCode.NoRoute, await _scene.DiagnoseAsync(PeerEndpoint.Parse("tcp://224.0.0.1:4711"), PeerSecurity.None));

    [Fact]
    public async Task NobodyListensAtThePort() => Is(
        ConnectionStage.Connect, PeerDiagnosisCode.PortClosed, await _scene.DiagnoseAsync(PeerEndpoint.FromHost("tcp", "127.0.0.1", FreePort()), PeerSecurity.None));

    [Fact]
    public async Task ListenerIsBoundToAnotherAddress()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.None);

        PeerDiagnosis why = await _scene.DiagnoseAsync(PeerEndpoint.FromHost("tcp", "127.0.0.2", far.LocalEndpoints[0].Port), PeerSecurity.None);

        Is(ConnectionStage.Connect, PeerDiagnosisCode.ListenerElsewhere, why);
        Assert.Contains("127.0.0.1", why.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingComesBackFromTheAddress()
    {
        // A listener whose queue is full: the system drops what comes, as a firewall does.
        using Socket full = new(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        List<Socket> queue = [];
        try
        {
            for (int i = 0; i < 4; i++)
            {
                Socket waiting = new(SocketType.Stream, ProtocolType.Tcp);
                queue.Add(waiting);
                _ = waiting.ConnectAsync(full.LocalEndPoint!, Token).AsTask().ContinueWith(static ended => ended.Exception, TaskScheduler.Default);
            }

            Is(ConnectionStage.Connect, PeerDiagnosisCode.ConnectTimedOut, await _scene.DiagnoseAsync(
                PeerEndpoint.FromAddress("tcp", (IPEndPoint)full.LocalEndPoint!), PeerSecurity.None, thenTimePasses: Task.CompletedTask));
        }
        finally
        {
            queue.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task AddressToListenAtIsTaken()
    {
        PeerSession<ITestContract> first = await _scene.StartAsync(PeerSecurity.None);

        await StartFailsAsync(PeerDiagnosisCode.AddressInUse, options => options.Port = first.LocalEndpoints[0].Port);
    }

    [Fact]
    public Task AddressToListenAtIsNotOfThisMachine() => StartFailsAsync(PeerDiagnosisCode.AddressNotAvailable, options => options.ListenAddress = IPAddress.Parse("192.0.2.1"));

    [Fact]
    public void StoredIdentityCannotBeRead()
    {
        using PeerIdentity identity = PeerIdentity.Create();

        PeerIdentityException wrong = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(identity.ExportPkcs12("open sesame"), "open barley"));

        Assert.Equal(PeerDiagnosisCode.IdentityPasswordWrong, wrong.Diagnosis.Code);
    }

    [Fact]
    public void StoredIdentityHasNoPrivateKey()
    {
        using X509Certificate2 certificate = CreateCertificate(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        using X509Certificate2 publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);
        byte[] exported = publicOnly.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "open sesame");

        PeerIdentityException wrong = Assert.Throws<PeerIdentityException>(() => PeerIdentity.ImportPkcs12(exported, "open sesame"));

        Assert.Equal(PeerDiagnosisCode.IdentityWithoutPrivateKey, wrong.Diagnosis.Code);
    }

    [Fact]
    public async Task PeerUsesNoSecurity()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.None);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.NotTls, await _scene.DiagnoseAsync(far.LocalEndpoints[0], PeerSecurity.Unverified));
    }

    [Fact]
    public async Task OtherSideSpeaksAnotherProtocolOverTls()
    {
        using X509Certificate2 certificate = CreateCertificate(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        await using Stranger web = new(async stream =>
        {
            await using SslStream tls = new(stream);
            await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }));
        });

        Is(ConnectionStage.Tls, PeerDiagnosisCode.AlpnRefused, await _scene.DiagnoseAsync(web.Endpoint, PeerSecurity.Unverified));
    }

    [Fact]
    public async Task NoTlsInCommon()
    {
        await using Stranger refuses = Stranger.Saying([0x15, 3, 3, 0, 2, 2, 40]); // the alert handshake_failure

        Is(ConnectionStage.Tls, PeerDiagnosisCode.TlsFailed, await _scene.DiagnoseAsync(refuses.Endpoint, PeerSecurity.Unverified));
    }

    [Fact]
    public async Task TlsHandshakeDoesNotEnd()
    {
        await using Stranger silent = Stranger.Silent();

        Is(ConnectionStage.Tls, PeerDiagnosisCode.TlsTimedOut, await _scene.DiagnoseAsync(silent.Endpoint, PeerSecurity.Unverified, thenTimePasses: silent.Heard));
    }

    [Fact]
    public async Task OtherSideEndsTheTlsHandshake()
    {
        await using Stranger leaves = new(async stream => Assert.NotEqual(0, await stream.ReadAsync(new byte[4096])));

        Is(ConnectionStage.Tls, PeerDiagnosisCode.EndedDuringTls, await _scene.DiagnoseAsync(leaves.Endpoint, PeerSecurity.Unverified));
    }

    [Fact]
    public async Task OtherSideShowsNoCertificate()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Token);
        using Socket accepted = await listener.AcceptSocketAsync(Token);
        await using SslStream tls = new(client.GetStream());
        Task shaking = tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { ApplicationProtocols = [new SslApplicationProtocol("peerproto/0")], RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null }, Token);

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => PeerSecurity.Unverified.CreateStreamSecurity(identity)
            .AuthenticateAsServerAsync(new NetworkStream(accepted), new SecurityContext { RemoteEndpoint = PeerEndpoint.Parse("tcp://127.0.0.1:1") }, Token).Guarded());

        Is(ConnectionStage.Tls, PeerDiagnosisCode.NoIdentity, refused.Diagnosis);
        await Task.WhenAny(shaking).Guarded();
    }

    [Theory]
    [InlineData(2010, 2020, 2001, "valid from 2010-01-01 00:00:00Z on, and this machine's clock says 2001-01-01", "Set this machine's clock")]
    [InlineData(2040, 2050, 2030, "valid from 2040-01-01 00:00:00Z on, and this machine's clock says 2030-01-01", "Compare the clocks of the two machines")]
    [InlineData(2010, 2020, 2030, "valid until 2020-01-01 00:00:00Z, and this machine's clock says 2030-01-01", "Give the peer a new certificate")]
    public async Task CertificateIsNotValidNow(int first, int last, int now, string cause, string remedy)
    {
        using X509Certificate2 certificate = CreateCertificate(NewYear(first), NewYear(last));
        using PeerIdentity identity = PeerIdentity.ImportPkcs12(certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, "open sesame"), "open sesame");
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Unverified, options => options.Identity = identity);
        _scene.World.Time.SetUtcNow(NewYear(now));

        PeerDiagnosis why = await _scene.DiagnoseAsync(far.LocalEndpoints[0], PeerSecurity.Unverified);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.CertificateDates, why);
        Assert.Contains(cause, why.Cause, StringComparison.Ordinal);
        Assert.StartsWith(remedy, why.Remedy, StringComparison.Ordinal);
        await _scene.DisposeAsync();

        static DateTimeOffset NewYear(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public async Task KeyIsNotThePinnedOne()
    {
        using PeerIdentity other = PeerIdentity.Create();
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Unverified);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.KeyNotPinned, await _scene.DiagnoseAsync(far.LocalEndpoints[0], PeerSecurity.Pinned(other.Key)));
    }

    [Fact]
    public async Task CallbackRefuses()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Unverified);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.TrustRefused, await _scene.DiagnoseAsync(far.LocalEndpoints[0], PeerSecurity.Trust(_ => false)));
    }

    [Fact]
    public async Task CallbackThrows()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Unverified);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.TrustFailed, await _scene.DiagnoseAsync(
            far.LocalEndpoints[0], PeerSecurity.Trust(_ => throw new InvalidOperationException("a fault of the app"))));
    }

    [Fact]
    public async Task NobodyDecidesAboutTrust()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Unverified, Patiently);

        Is(ConnectionStage.Tls, PeerDiagnosisCode.TrustUndecided, await _scene.DiagnoseAsync(
            far.LocalEndpoints[0],
            PeerSecurity.Trust(async (_, cancelled) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                return true;
            }),
            thenTimePasses: asked.Task));
    }

    [Fact]
    public async Task PersonTakesTheirTime_TheOtherSidesListenerWaitsForThem()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource handshaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<bool> decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Trust(_ => handshaken.TrySetResult() || true));
        PeerSession<ITestContract> near = await _scene.StartAsync(PeerSecurity.Trust(async (_, _) =>
        {
            asked.TrySetResult();
            return await decision.Task;
        }));
        Task<Peer<ITestContract>> connecting = near.ConnectAsync(far.LocalEndpoints[0], Token).AsTask();
        await asked.Task.Guarded();
        await handshaken.Task.Guarded(); // its handshake has a deadline of its own

        TimeProvider time = _scene.World.Time;
        await _scene.World.PassTimeUntilAsync(Task.Delay(TimeSpan.FromSeconds(20), time, Token));
        decision.SetResult(true);

        Assert.Equal(far.Id, (await connecting.Guarded()).Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PersonTakesTheirTime_AndTheOtherSideAsksNobody(bool alsoWebSocket)
    {
        Gate deciding = new();
        TestLog log = new();
        WelcomeToAll policy = new(); // decides at once
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Trust(policy), options =>
        {
            options.Transports = [new TcpTransportProvider(alsoWebSocket ? null : new TcpTransportOptions { WebSocket = null })];
            options.LoggerFactory = log;
        });
        PeerSession<ITestContract> near = await _scene.StartAsync(
            PeerSecurity.Trust(async (_, cancelled) =>
            {
                await deciding.PassAsync(cancelled);
                return true;
            }),
            static options => options.TrustDeadline = TimeSpan.FromDays(1)); // virtual time runs far ahead on a busy machine
        Task<Peer<ITestContract>> connecting = near.ConnectAsync(far.LocalEndpoints[0], Token).AsTask();
        await deciding.Reached.Guarded();
        await policy.Asked.Guarded();
        await _scene.World.PassTimeUntilAsync(log.WhenAsync(1009)); // the far side waits 5 s for somebody who says nothing
        deciding.Open();

        PeerDiagnosis why = (await Assert.ThrowsAsync<PeerConnectionException>(() => connecting.Guarded())).Diagnosis;

        Assert.Contains(why.Code, new[] { PeerDiagnosisCode.AdmissionTimedOut, PeerDiagnosisCode.EndedBeforeHello }); // what the far side says of it, where it says anything and that is not lost with the link
        Assert.Contains("use PeerSecurity.Trust as well", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StrangerSaysNothing_TheListenerLetsItGo()
    {
        PeerSession<ITestContract> session = await _scene.StartAsync(PeerSecurity.None);
        using TcpClient stranger = new();
        await stranger.ConnectAsync(session.LocalEndpoints[0].Address!, Token);
        Task<int> end = ReadAsync(stranger.GetStream());

        await _scene.World.PassTimeUntilAsync(end);

        Assert.Equal(0, await end);

        static async Task<int> ReadAsync(NetworkStream stream)
        {
            try
            {
                return await stream.ReadAsync(new byte[1], Token);
            }
            catch (IOException)
            {
                return 0; // a reset is an end too
            }
        }
    }

    [Fact]
    public async Task PlainWebServerAnswersTheUpgrade()
    {
        await using Stranger web = new(async stream =>
        {
            Assert.NotEqual(0, await stream.ReadAsync(new byte[4096]));
            await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            await Stranger.ReadToEndAsync(stream);
        });

        Is(ConnectionStage.Upgrade, PeerDiagnosisCode.UpgradeRefused, await _scene.DiagnoseAsync(PeerEndpoint.FromAddress("ws", web.Endpoint.Address!), PeerSecurity.None));
    }

    [Fact]
    public async Task NobodyAnswersTheUpgrade()
    {
        await using Stranger silent = Stranger.Silent();

        Is(ConnectionStage.Upgrade, PeerDiagnosisCode.UpgradeTimedOut, await _scene.DiagnoseAsync(
            PeerEndpoint.FromAddress("ws", silent.Endpoint.Address!), PeerSecurity.None, thenTimePasses: silent.Heard));
    }

    [Fact]
    public async Task PeerDoesNotTrustThisSide()
    {
        using PeerIdentity other = PeerIdentity.Create();
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.Pinned(other.Key));

        Is(ConnectionStage.Hello, PeerDiagnosisCode.EndedBeforeHello, await _scene.DiagnoseAsync(far.LocalEndpoints[0], PeerSecurity.Unverified));
    }

    [Fact]
    public async Task AnotherProgramAnswers()
    {
        await using Stranger shell = Stranger.Saying("SSH-2.0-OpenSSH_9.6\r\n"u8.ToArray());

        Is(ConnectionStage.Hello, PeerDiagnosisCode.OtherProtocol, await _scene.DiagnoseAsync(shell.Endpoint, PeerSecurity.None));
    }

    [Fact]
    public async Task PeerSaysNoHello()
    {
        await using Stranger silent = new(async stream =>
        {
            await Stranger.ReadUntilAsync(stream, FrameKind.Hello);
            await Stranger.ReadToEndAsync(stream);
        });

        Is(ConnectionStage.Hello, PeerDiagnosisCode.HelloTimedOut, await _scene.DiagnoseAsync(silent.Endpoint, PeerSecurity.None, thenTimePasses: silent.Heard));
    }

    [Fact]
    public async Task PeerSpeaksAnotherWireVersion()
    {
        await using Stranger newer = Stranger.Saying(Stranger.HelloFrame(RawPeer.CreateHello(RawPeer.CreateId(1)) with { WireVersion = Hello.CurrentWireVersion + 9 }));

        Is(ConnectionStage.Hello, PeerDiagnosisCode.WireVersionMismatch, await _scene.DiagnoseAsync(newer.Endpoint, PeerSecurity.None));
    }

    [Fact]
    public async Task PeerSpeaksAnotherContract()
    {
        await using Stranger other = Stranger.Saying(Stranger.HelloFrame(RawPeer.CreateHello(RawPeer.CreateId(1)) with { Contract = "another" }));

        Is(ConnectionStage.Hello, PeerDiagnosisCode.ContractMismatch, await _scene.DiagnoseAsync(other.Endpoint, PeerSecurity.None));
    }

    [Fact]
    public async Task PeerClaimsAnIdentifierOfAnotherKey()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        IStreamSecurity security = PeerSecurity.Unverified.CreateStreamSecurity(identity);
        await using Stranger liar = new(async stream =>
        {
            SecuredLink link = await security.AuthenticateAsServerAsync(stream, new SecurityContext { RemoteEndpoint = PeerEndpoint.Parse("tcp://127.0.0.1:1") }, default);
            await link.Stream.WriteAsync(Stranger.HelloFrame(RawPeer.CreateHello(RawPeer.CreateId(1))));
            await Stranger.ReadToEndAsync(link.Stream);
        });

        Is(ConnectionStage.Hello, PeerDiagnosisCode.IdentifierMismatch, await _scene.DiagnoseAsync(liar.Endpoint, PeerSecurity.Unverified));
    }

    [Fact]
    public async Task EndpointIsTheSessionsOwn()
    {
        PeerSession<ITestContract> session = await _scene.StartAsync(PeerSecurity.None);

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(() => session.ConnectAsync(session.LocalEndpoints[0], Token).Guarded());

        Is(ConnectionStage.Hello, PeerDiagnosisCode.ConnectedToItself, refused.Diagnosis);
    }

    [Fact]
    public async Task PeerDoesNotTakeTheConnection()
    {
        // Its identifier is behind every other, so that the session is the one to decide first, and says so.
        TaskCompletionSource decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Stranger hesitates = new(async stream =>
        {
            await stream.WriteAsync(Stranger.HelloFrame(RawPeer.CreateHello(RawPeer.CreateId(0xFF))));
            await Stranger.ReadUntilAsync(stream, FrameKind.Admit);
            decided.SetResult();
            await Stranger.ReadToEndAsync(stream);
        });

        Is(ConnectionStage.Admission, PeerDiagnosisCode.AdmissionTimedOut, await _scene.DiagnoseAsync(hesitates.Endpoint, PeerSecurity.None, thenTimePasses: decided.Task));
    }

    [Fact]
    public async Task PeerTakesNoMorePeers()
    {
        PeerSession<ITestContract> small = await _scene.StartAsync(PeerSecurity.None, options => options.MaximumPeers = 1);
        PeerSession<ITestContract> first = await _scene.StartAsync(PeerSecurity.None);
        await first.ConnectAsync(small.LocalEndpoints[0], Token).Guarded();

        Assert.Equal(PeerDiagnosisCode.TooManyPeers, (await _scene.DiagnoseAsync(small.LocalEndpoints[0], PeerSecurity.None)).Code);
    }

    [Fact]
    public async Task PeerHasComeBackWithAnotherConnection()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        PeerSession<ITestContract> near = await _scene.StartAsync(PeerSecurity.Unverified);
        PeerSession<ITestContract> old = await _scene.StartAsync(PeerSecurity.Unverified, options => options.Identity = identity);
        Peer<ITestContract> before = await near.ConnectAsync(old.LocalEndpoints[0], Token).Guarded();
        PeerSession<ITestContract> anew = await _scene.StartAsync(PeerSecurity.Unverified, options => options.Identity = identity);
        await anew.ConnectAsync(near.LocalEndpoints[0], Token).Guarded();

        Is(ConnectionStage.Established, PeerDiagnosisCode.DuplicateConnection, await EndOfAsync(before));
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task LinkBreaks()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.None);
        PeerSession<ITestContract> near = await _scene.StartAsync(PeerSecurity.None);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();
        await TestWorld.YieldUntilAsync(() => far.Peers.Count == 1);

        far.Peers[0].ForceCancel();

        Is(ConnectionStage.Established, PeerDiagnosisCode.LinkLost, await EndOfAsync(peer));
    }

    [Fact]
    public async Task PeerFallsSilent()
    {
        PeerSession<ITestContract> session = await _scene.StartAsync(PeerSecurity.None);
        await using RawPeer raw = await RawPeer.ConnectAsync(new TcpTransport(), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await TestWorld.YieldUntilAsync(() => session.Peers.Count == 1);
        Task<PeerDiagnosis> end = EndOfAsync(session.Peers[0]);

        await _scene.World.PassTimeUntilAsync(end);

        Is(ConnectionStage.Established, PeerDiagnosisCode.PeerSilent, await end);
    }

    [Fact]
    public async Task PeerBreaksTheRules()
    {
        PeerSession<ITestContract> session = await _scene.StartAsync(PeerSecurity.None);
        await using RawPeer raw = await RawPeer.ConnectAsync(new TcpTransport(), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        await TestWorld.YieldUntilAsync(() => session.Peers.Count == 1);
        Task<PeerDiagnosis> end = EndOfAsync(session.Peers[0]);

        await raw.WriteAsync([0]); // a frame without even a kind

        Is(ConnectionStage.Established, PeerDiagnosisCode.ProtocolViolation, await end);
    }

    [Fact]
    public async Task PeerEndsItsSession()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(PeerSecurity.None);
        PeerSession<ITestContract> near = await _scene.StartAsync(PeerSecurity.None);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], Token).Guarded();

        await far.DisposeAsync().Guarded();

        Is(ConnectionStage.Established, PeerDiagnosisCode.Closed, await EndOfAsync(peer));
    }

    private async Task StartFailsAsync(PeerDiagnosisCode code, Action<PeerSessionOptions> configure)
    {
        PeerConnectionException failed = await Assert.ThrowsAsync<PeerConnectionException>(() => _scene.StartAsync(PeerSecurity.None, configure));
        Is(ConnectionStage.Connect, code, failed.Diagnosis);
    }

    private static void Is(ConnectionStage stage, PeerDiagnosisCode code, PeerDiagnosis why)
    {
        Assert.Equal((stage, code), (why.Stage, why.Code));
        Assert.NotEmpty(why.Cause);
        Assert.NotEmpty(why.Remedy);
    }

    private static async Task<PeerDiagnosis> EndOfAsync(Peer peer)
    {
        PeerConnectionState last = default;
        await using IAsyncEnumerator<PeerConnectionState> states = peer.StatesAsync(Token).GetAsyncEnumerator(Token);
        while (await states.MoveNextAsync().Guarded())
            last = states.Current;
        return last.Diagnosis!;
    }

    private static void Patiently(PeerSessionOptions options) => options.Timings = new ProtocolTimings { Hello = TimeSpan.FromDays(1) };

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static X509Certificate2 CreateCertificate(DateTimeOffset first, DateTimeOffset last)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256).CreateSelfSigned(first, last);
    }

    /// <summary>Trusts everybody, and tells that it has been asked.</summary>
    private sealed class WelcomeToAll : PeerTrustPolicy
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            return new(TlsVerdict.Trusted);
        }
    }
}
