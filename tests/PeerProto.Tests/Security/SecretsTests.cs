using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>Runs sessions of every kind, those that fail among them, with all output at hand, and searches it for every secret there is.</summary>
public sealed class SecretsTests : IAsyncDisposable
{
    private const string Passcode = "Zebra-92640815";
    private const string OtherPasscode = "Walrus-5550123";
    private const string Password = "correct horse battery";
    private const string OtherPassword = "another staple entirely";

    private readonly TestWorld _world = new();
    private readonly TestLog _log = new();
    private readonly ConcurrentQueue<string> _output = new();
    private readonly Secrets _secrets = new();
    private readonly PeerIdentity _near = PeerIdentity.Create();
    private readonly PeerIdentity _far = PeerIdentity.Create();
    private readonly byte[] _shared = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _otherShared = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _protectorKey = RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength);
    private readonly PeerTrustStore _nears = new();
    private readonly PeerTrustStore _fars = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("peerproto-secrets-");

    public SecretsTests()
    {
        foreach ((string name, PeerIdentity identity) in new[] { ("the near key", _near), ("the far key", _far) })
            _secrets.Add(name, ScalarOf(identity));
        _secrets.Add("the shared secret", _shared);
        _secrets.Add("the other shared secret", _otherShared);
        _secrets.Add("the protector's key", _protectorKey);
        _secrets.Add("the near discovery key", _nears.DiscoveryKey.Span);
        _secrets.Add("the far discovery key", _fars.DiscoveryKey.Span);
        foreach (string text in new[] { Passcode, OtherPasscode, Passcode.Replace("-", "", StringComparison.Ordinal), OtherPasscode.Replace("-", "", StringComparison.Ordinal), Password, OtherPassword })
            _secrets.Add($"'{text[..4]}…'", text);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _near.Dispose();
        _far.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task SessionsOfEveryKind_TellNoSecret()
    {
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name.StartsWith("PeerProto", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _output.Enqueue(TextOf(activity)),
        };
        ActivitySource.AddActivityListener(listener);
        await _nears.AddAsync(_far.Key, "far", _fars.DiscoveryKey, cancellationToken: Token);
        await _fars.AddAsync(_near.Key, "near", _nears.DiscoveryKey, cancellationToken: Token);

        await MeetAsync(PeerSecurity.None, PeerSecurity.None);
        await MeetAsync(PeerSecurity.Unverified, PeerSecurity.Unverified);
        await MeetAsync(PeerSecurity.Pinned(_far.Key), PeerSecurity.Pinned(_near.Key));
        await MeetAsync(PeerSecurity.Trust(_ => true), PeerSecurity.Trust(_ => true));
        await MeetAsync(PeerSecurity.Paired(_nears), PeerSecurity.Paired(_fars));
        await MeetAsync(PeerSecurity.PreSharedKey("group", _shared), PeerSecurity.PreSharedKey("group", _shared));
        await MeetAsync(PeerSecurity.Passcode(Passcode), PeerSecurity.Passcode(Passcode));

        using X509Certificate2 authority = CreateAuthority();
        await FailAsync(PeerSecurity.None, PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Pinned(_near.Key), PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Trust(_ => false), PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Trust(_ => throw new InvalidOperationException("broken")), PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Trust(PeerTrustPolicy.Authorities([authority])), PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Paired(new PeerTrustStore()), PeerSecurity.Paired(_fars));
        await FailAsync(PeerSecurity.PreSharedKey("group", _shared), PeerSecurity.PreSharedKey("group", _otherShared));
        await FailAsync(PeerSecurity.PreSharedKey("group", _shared), PeerSecurity.PreSharedKey("others", _shared));
        await FailAsync(PeerSecurity.PreSharedKey("group", _shared), PeerSecurity.Unverified);
        await FailAsync(PeerSecurity.Passcode(Passcode), PeerSecurity.Passcode(OtherPasscode));
        await FailAsync(PeerSecurity.Passcode(Passcode), PeerSecurity.Unverified);

        Assert.NotEmpty(_log.Entries);
        Assert.NotEmpty(_output);
        string all = string.Join('\n', _log.Entries.Select(entry => $"{entry.Message} {entry.Exception}").Concat(_output));
        Assert.Empty(_secrets.FindIn(all));
    }

    [Fact]
    public void FailuresOfFiles_TellNoSecret()
    {
        byte[] modern = _near.ExportPkcs12(Password);
        string encrypted = new(_near.ExportPem(Password));
        string plain = new(_near.ExportPem());
        string path = Path.Combine(_directory.FullName, "identity.pem");
        using AesKeyProtector protector = new(_protectorKey);
        new FileIdentityStore(path).Save(_near);

        Fails(() => PeerIdentity.ImportPkcs12(modern, OtherPassword));
        Fails(() => PeerIdentity.ImportPkcs12(modern.AsSpan(0, modern.Length / 2), Password));
        Fails(() => PeerIdentity.ImportPem(encrypted, OtherPassword));
        Fails(() => PeerIdentity.ImportPem(plain.Replace("END PRIVATE KEY", "END KEY", StringComparison.Ordinal)));
        Fails(() => PeerIdentity.ImportPem(_far.ExportCertificatePem() + "\n" + plain[plain.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)..]));
        Fails(() => new FileIdentityStore(path, protector).Load());
        File.WriteAllText(path, plain[..^60]);
        Fails(() => new FileIdentityStore(path).Load());
        string trust = Path.Combine(_directory.FullName, "trust.json");
        byte[] discoveryKey = PeerTrustStore.Open(trust).DiscoveryKey.ToArray();
        _secrets.Add("the stored discovery key", discoveryKey);
        File.WriteAllText(trust, File.ReadAllText(trust).Replace("\"peers\"", "\"piers\"", StringComparison.Ordinal));
        Fails(() => PeerTrustStore.Open(trust));

        Assert.Empty(_secrets.FindIn(string.Join('\n', _output)));
    }

    [Fact]
    public async Task TextOfEveryPublicType_TellsNoSecret()
    {
        TrustedPeer peer = await _nears.AddAsync(_far.Key, "far", _fars.DiscoveryKey, ["draw"], Token);
        using AesKeyProtector protector = new(_protectorKey);
        Assert.True(Pkcs12Inspection.TryInspect(_near.ExportPkcs12(Password), out Pkcs12Inspection? form));
        using X509Certificate2 authority = CreateAuthority();
        PreSharedKey key = new("group", _shared);
        byte[] ticketSecret = RandomNumberGenerator.GetBytes(16);
        _secrets.Add("the secret of a ticket", ticketSecret);
        byte[] ticket = [1, .. _far.Key.Span, .. ticketSecret, 0, 0, 0, 1, 0, 0, 0, 0, 0]; // version, key, secret, expiry, no endpoint
        object[] made =
        [
            _near, form, protector, peer, new TrustChange(TrustChangeKind.Added, peer), _nears, key,
            new PreSharedKeyOptions { AlsoAccepted = [key] },
            new PasscodeOptions { Remember = _nears },
            new PeerCertificateOptions(), new PeerTrustStoreOptions(), new StreamSecurityOptions(),
            new FileIdentityStore(Path.Combine(_directory.FullName, "identity.pem"), protector),
            new PeerTrustContext(_far.Key, PeerEndpoint.Parse("tcp://192.0.2.1:4711"), authority, DateTimeOffset.UnixEpoch),
            PeerSecurity.Paired(_nears), PeerSecurity.Passcode(Passcode), PeerSecurity.PreSharedKey(key), PeerSecurity.Pinned(_far.Key), PeerSecurity.Unverified, PeerSecurity.None,
            PeerTrustPolicy.Authorities([authority]),
            PairingTicket.Parse(PairingTicket.Prefix + Base64Url.EncodeToString(ticket)),
        ];

        Assert.Empty(_secrets.FindIn(string.Join('\n', made.Select(one => one.ToString()))));
        Assert.Empty(typeof(PeerIdentity).Assembly.GetExportedTypes()
            .Where(type => !type.IsEnum && !type.IsInterface && !IsStatic(type) && !type.IsNested && !typeof(Exception).IsAssignableFrom(type) && !Array.Exists(made, type.IsInstanceOfType))
            .Select(type => type.Name)
            .Except(["DpapiKeyProtector"])); // holds nothing, and cannot be made but on Windows
    }

    [Fact]
    public void Secret_IsFoundInEachOfItsForms()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(32);
        Secrets secrets = new();
        secrets.Add("it", secret);
        foreach (string text in new[] { Convert.ToHexString(secret), Convert.ToHexStringLower(secret), Convert.ToBase64String(secret), Convert.ToBase64String([1, 2, .. secret, 3]), string.Join(", ", secret) })
            Assert.Equal(["it"], secrets.FindIn($"before {text} behind"));
        Assert.Empty(secrets.FindIn(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
    }

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private async Task MeetAsync(PeerSecurity near, PeerSecurity far)
    {
        (PeerSession<ITestContract> here, PeerSession<ITestContract> there) = await StartAsync(near, far);
        Peer<ITestContract> peer = await here.ConnectAsync(there.LocalEndpoints[0], Token).Guarded();
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, Token).Guarded());
        _output.Enqueue($"{peer} {peer.State} {peer.Path} {here} {here.Id} {here.Key}");
        await peer.CancelAsync(Token).Guarded();
    }

    private async Task FailAsync(PeerSecurity near, PeerSecurity far)
    {
        (PeerSession<ITestContract> here, PeerSession<ITestContract> there) = await StartAsync(near, far);
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => here.ConnectAsync(there.LocalEndpoints[0], Token).Guarded());
        Assert.DoesNotContain("TimedOut", failure.Diagnosis.Code.ToString(), StringComparison.Ordinal); // no virtual time passes
        _output.Enqueue($"{failure} {failure.Diagnosis}");
    }

    private async Task<(PeerSession<ITestContract> Near, PeerSession<ITestContract> Far)> StartAsync(PeerSecurity near, PeerSecurity far)
    {
        PeerSession<ITestContract> there = await _world.StartAsync(configure: options => Configure(options, _far, far));
        return (await _world.StartAsync(configure: options => Configure(options, _near, near)), there);
    }

    private void Configure(PeerSessionOptions options, PeerIdentity identity, PeerSecurity security)
    {
        options.LoggerFactory = _log;
        options.Identity = identity;
        options.Security = security;
        _output.Enqueue($"{options} {security}");
    }

    private void Fails(Action work)
    {
        Exception? failure = Record.Exception(work);
        Assert.True(failure is PeerIdentityException or PeerStoreException, $"{failure}");
        _output.Enqueue(failure.ToString());
    }

    private static string TextOf(Activity activity) => string.Join(
        ' ',
        [
            activity.DisplayName, activity.StatusDescription ?? "",
            .. activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"),
            .. activity.Events.SelectMany(static happened => happened.Tags.Select(tag => $"{happened.Name} {tag.Key}={tag.Value}")),
        ]);

    private static byte[] ScalarOf(PeerIdentity identity)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(identity.ExportPem());
        return key.ExportParameters(includePrivateParameters: true).D!;
    }

    private static X509Certificate2 CreateAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
