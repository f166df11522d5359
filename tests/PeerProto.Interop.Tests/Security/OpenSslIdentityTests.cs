using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PeerProto.Interop.Tests.Security;

public sealed class OpenSslIdentityTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly SecurityContext Context = new() { RemoteEndpoint = PeerEndpoint.Parse("tcp://openssl.test:4711") };

    private readonly OpenSsl _openssl = OpenSsl.Require();
    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public OpenSslIdentityTests() => _guard.CancelAfter(Patience);

    public static TheoryData<string> Kinds => ["P-256", "P-384", "P-521", "RSA-2048"];

    public static TheoryData<string, string[], Pkcs12Style> Makes => new()
    {
        { "P-256", [], Pkcs12Style.Modern },
        { "RSA-2048", [], Pkcs12Style.Modern },
        { "P-256", ["-legacy"], Pkcs12Style.Obsolete },
        { "RSA-2048", ["-legacy"], Pkcs12Style.Obsolete },
        { "P-256", ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"], Pkcs12Style.Legacy },
        { "P-256", ["-macalg", "sha512", "-iter", "100000"], Pkcs12Style.Modern },
        { "P-256", ["-nomac"], Pkcs12Style.Modern },
    };

    public void Dispose()
    {
        _openssl.Dispose();
        _guard.Dispose();
    }

    [Theory]
    [MemberData(nameof(Makes))]
    public async Task Pkcs12OfOpenSsl_IsReadAndItsMakeTold(string kind, string[] options, Pkcs12Style style)
    {
        PeerKey key = await _openssl.MakeIdentityAsync(kind, _guard.Token);
        await _openssl.RunAsync(
            _guard.Token,
            ["pkcs12", "-export", "-in", _openssl.File("certificate.pem"), "-inkey", _openssl.File("key.pem"), "-passout", $"pass:{OpenSsl.Password}", "-out", _openssl.File("made.p12"), .. options]);
        byte[] made = await File.ReadAllBytesAsync(_openssl.File("made.p12"), _guard.Token);

        using PeerIdentity identity = PeerIdentity.ImportPkcs12(made, OpenSsl.Password);

        Assert.Equal(key, identity.Key);
        Assert.True(Pkcs12Inspection.TryInspect(made, out Pkcs12Inspection? form));
        Assert.Equal(style, form.Style);
    }

    [Theory]
    [InlineData(Pkcs12Format.Modern, false)]
    [InlineData(Pkcs12Format.Modern, true)]
    [InlineData(Pkcs12Format.Legacy, false)]
    [InlineData(Pkcs12Format.Legacy, true)]
    public async Task Pkcs12OfOurs_IsReadByOpenSsl(Pkcs12Format format, bool withLegacyProvider)
    {
        using PeerIdentity identity = PeerIdentity.Create();
        await File.WriteAllBytesAsync(_openssl.File("ours.p12"), identity.ExportPkcs12(OpenSsl.Password, format), _guard.Token);
        string[] legacy = withLegacyProvider ? ["-legacy"] : [];

        await _openssl.RunAsync(_guard.Token, ["pkcs12", "-in", _openssl.File("ours.p12"), "-passin", $"pass:{OpenSsl.Password}", "-noenc", "-out", _openssl.File("read.pem"), .. legacy]);

        Assert.Equal(identity.Key, await _openssl.KeyOfAsync(_openssl.File("read.pem"), _guard.Token));
        using PeerIdentity back = PeerIdentity.ImportPem(await File.ReadAllTextAsync(_openssl.File("read.pem"), _guard.Token));
        Assert.Equal(identity.Key, back.Key);
    }

    [Fact]
    public async Task CommandOfAnImportError_ConvertsTheFile()
    {
        PeerKey key = await _openssl.MakeIdentityAsync("P-256", _guard.Token);
        await _openssl.RunAsync(
            _guard.Token, "pkcs12", "-export", "-legacy", "-in", _openssl.File("certificate.pem"), "-inkey", _openssl.File("key.pem"), "-passout", $"pass:{OpenSsl.Password}", "-out", _openssl.File("old.p12"));
        (int withoutLegacy, _, _) = await _openssl.TryAsync(_guard.Token, "pkcs12", "-in", _openssl.File("old.p12"), "-passin", $"pass:{OpenSsl.Password}", "-noenc", "-out", _openssl.File("no.pem"));
        Assert.NotEqual(0, withoutLegacy); // so that the command has to say it
        Pkcs12Inspection.TryInspect(await File.ReadAllBytesAsync(_openssl.File("old.p12"), _guard.Token), out Pkcs12Inspection? form);

        string[] commands = form!.GetConversionCommand(Pkcs12Format.Modern).Split(';')[0].Split("&&", StringSplitOptions.TrimEntries);
        await _openssl.RunAsync(_guard.Token, [.. commands[0].Split(' ')[1..], "-passin", $"pass:{OpenSsl.Password}"]);
        await _openssl.RunAsync(_guard.Token, [.. commands[1].Split(' ')[1..], "-passout", $"pass:{OpenSsl.Password}"]);

        byte[] converted = await File.ReadAllBytesAsync(_openssl.File("new.p12"), _guard.Token);
        using PeerIdentity identity = PeerIdentity.ImportPkcs12(converted, OpenSsl.Password);
        Assert.Equal(key, identity.Key);
        Assert.True(Pkcs12Inspection.TryInspect(converted, out Pkcs12Inspection? after));
        Assert.Equal(Pkcs12Style.Modern, after.Style);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task PemOfOpenSsl_IsReadInEachOfItsForms(string kind)
    {
        PeerKey key = await _openssl.MakeIdentityAsync(kind, _guard.Token);
        string certificate = await File.ReadAllTextAsync(_openssl.File("certificate.pem"), _guard.Token);
        await _openssl.RunAsync(_guard.Token, "pkey", "-in", _openssl.File("key.pem"), "-traditional", "-out", _openssl.File("traditional.pem"));
        await _openssl.RunAsync(_guard.Token, "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", _openssl.File("key.pem"), "-passout", $"pass:{OpenSsl.Password}", "-out", _openssl.File("encrypted.pem"));

        foreach (string name in new[] { "key.pem", "traditional.pem", "encrypted.pem" })
        {
            using PeerIdentity identity = PeerIdentity.ImportPem(certificate + await File.ReadAllTextAsync(_openssl.File(name), _guard.Token), OpenSsl.Password);
            Assert.Equal(key, identity.Key);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OpenSsl.Password)]
    public async Task PemOfOurs_IsReadByOpenSsl(string? password)
    {
        using PeerIdentity identity = PeerIdentity.Create(new PeerCertificateOptions { Validity = PeerCertificateOptions.AppleMaximum, Names = ["ana.local"] });
        await File.WriteAllTextAsync(_openssl.File("ours.pem"), new string(identity.ExportPem(password)), _guard.Token);

        await _openssl.RunAsync(_guard.Token, "pkey", "-in", _openssl.File("ours.pem"), "-passin", $"pass:{OpenSsl.Password}", "-out", _openssl.File("read.pem"));
        string text = await _openssl.RunAsync(_guard.Token, "x509", "-in", _openssl.File("ours.pem"), "-noout", "-text");

        Assert.Equal(identity.Key, await _openssl.KeyOfAsync(_openssl.File("read.pem"), _guard.Token));
        Assert.Contains("DNS:ana.local", text, StringComparison.Ordinal);
        Assert.Contains("TLS Web Server Authentication, TLS Web Client Authentication", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P-256", "RSA-2048", "-tls1_3")]
    [InlineData("RSA-2048", "P-256", "-tls1_3")]
    [InlineData("P-256", "RSA-2048", "-tls1_2")]
    [InlineData("RSA-2048", "P-256", "-tls1_2")]
    public async Task ClientOfOpenSsl_TalksWithAnImportedIdentity(string ours, string theirs, string version)
    {
        using PeerIdentity identity = await ImportAsync(ours);
        PeerKey key = await _openssl.MakeIdentityAsync(theirs, _guard.Token);
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Process client = _openssl.Start(
            "s_client", "-connect", $"{listener.LocalEndpoint}", version, "-alpn", "peerproto/0", "-quiet", "-cert", _openssl.File("certificate.pem"), "-key", _openssl.File("key.pem"));
        using TcpClient link = await listener.AcceptTcpClientAsync(_guard.Token);

        SecuredLink accepted = await PeerSecurity.Pinned(key).CreateStreamSecurity(identity).AuthenticateAsServerAsync(link.GetStream(), Context, _guard.Token);

        Assert.Equal(key, accepted.RemoteKey);
        await accepted.Stream.WriteAsync("hello\n"u8.ToArray(), _guard.Token);
        Assert.Equal("hello", await client.StandardOutput.ReadLineAsync(_guard.Token));
        await accepted.Stream.DisposeAsync();
    }

    [Theory]
    [InlineData("P-256", "RSA-2048", "-tls1_3")]
    [InlineData("RSA-2048", "P-256", "-tls1_3")]
    [InlineData("RSA-2048", "P-256", "-tls1_2")]
    public async Task ServerOfOpenSsl_TakesAnImportedIdentity(string ours, string theirs, string version)
    {
        using PeerIdentity identity = await ImportAsync(ours);
        await File.WriteAllTextAsync(_openssl.File("trusted.pem"), identity.ExportCertificatePem(), _guard.Token);
        PeerKey key = await _openssl.MakeIdentityAsync(theirs, _guard.Token);
        Process server = _openssl.Start(
            "s_server", "-accept", "127.0.0.1:0", version, "-alpn", "peerproto/0", "-Verify", "1", "-verify_return_error", "-CAfile", _openssl.File("trusted.pem"),
            "-cert", _openssl.File("certificate.pem"), "-key", _openssl.File("key.pem"));
        int port = 0;
        while (port == 0)
        {
            string line = await server.StandardOutput.ReadLineAsync(_guard.Token) ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync(_guard.Token));
            if (line.StartsWith("ACCEPT 127.0.0.1:", StringComparison.Ordinal))
                port = int.Parse(line.AsSpan(line.LastIndexOf(':') + 1));
        }

        using TcpClient link = new();
        await link.ConnectAsync(IPAddress.Loopback, port, _guard.Token);
        SecuredLink connected = await PeerSecurity.Pinned(key).CreateStreamSecurity(identity).AuthenticateAsClientAsync(link.GetStream(), Context, _guard.Token);

        Assert.Equal(key, connected.RemoteKey);
        await connected.Stream.WriteAsync("hello\n"u8.ToArray(), _guard.Token);
        string? said;
        do
            said = await server.StandardOutput.ReadLineAsync(_guard.Token);
        while (said is not null and not "hello");
        Assert.Equal("hello", said);
        await connected.Stream.DisposeAsync();
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("RSA-2048")]
    public async Task IdentityOfOpenSsl_ServesSessionsOverQuicAndTcp(string kind)
    {
        using PeerIdentity made = await ImportAsync(kind);
        using PeerIdentity own = PeerIdentity.Create();
        List<ITransportProvider> transports = [new TcpTransportProvider()];
        if (QuicTransportProvider.IsSupported)
            transports.Add(new QuicTransportProvider());
        await using PeerSession<Proxies.IGreeter> far = await StartAsync(made, own.Key);
        await using PeerSession<Proxies.IGreeter> near = await StartAsync(own, made.Key);

        foreach (PeerEndpoint endpoint in far.LocalEndpoints)
        {
            Peer<Proxies.IGreeter> peer = await near.ConnectAsync(PeerEndpoint.FromHost(endpoint.Transport, "127.0.0.1", endpoint.Port), _guard.Token);
            Assert.Equal(made.Key, peer.Key);
            Assert.Equal("Hello openssl", await peer.Contract.GreetAsync("openssl", _guard.Token));
            await peer.CancelAsync(_guard.Token);
        }

        Task<PeerSession<Proxies.IGreeter>> StartAsync(PeerIdentity identity, PeerKey peer) => PeerSession.StartAsync<Proxies.IGreeter>(new Proxies.Greeter(), options =>
        {
            options.Identity = identity;
            options.Security = PeerSecurity.Pinned(peer);
            options.UseDiscovery = false;
            options.ListenAddress = IPAddress.Loopback;
            options.Transports = transports;
        });
    }

    private async Task<PeerIdentity> ImportAsync(string kind)
    {
        await _openssl.MakeIdentityAsync(kind, _guard.Token);
        return PeerIdentity.ImportPem(_openssl.IdentityPem());
    }
}
