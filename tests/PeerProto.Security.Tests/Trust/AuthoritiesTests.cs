using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Trust;

public sealed class AuthoritiesTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly List<IDisposable> _made = [];

    public void Dispose() => _made.ForEach(static made => made.Dispose());

    [Fact]
    public async Task PeersThatTheAuthorityIssued_AreWelcomeOnBothSides()
    {
        X509Certificate2 root = Authority("CN=Company");
        PeerSecurity security = PeerSecurity.Trust(PeerTrustPolicy.Authorities([root]));
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerIdentity ana = Issue(root, "CN=ana");
        PeerIdentity bob = Issue(root, "CN=bob");
        Task<SecuredLink> accepting = security.CreateStreamSecurity(bob).AuthenticateAsServerAsync(scene.BobStream, SecurityScene.Context, scene.Ending).AsTask();

        SecuredLink connected = await security.CreateStreamSecurity(ana).AuthenticateAsClientAsync(scene.AnaStream, SecurityScene.Context, scene.Ending);

        Assert.Equal(bob.Key, connected.RemoteKey);
        Assert.Equal(ana.Key, (await accepting).RemoteKey);
    }

    [Fact]
    public async Task PeerOfAnAuthorityBetween_IsWelcomeWhereThatOneIsGiven()
    {
        X509Certificate2 root = Authority("CN=Company");
        X509Certificate2 between = Authority("CN=Branch", root);
        PeerIdentity ana = Issue(between, "CN=ana");

        Assert.True((await JudgeAsync(PeerTrustPolicy.Authorities([root], [between]), ana)).IsTrusted);
        Assert.Equal(PeerDiagnosisCode.AuthorityUnknown, (await JudgeAsync(PeerTrustPolicy.Authorities([root]), ana)).Code);
    }

    [Fact]
    public async Task SelfSignedCertificate_IsRefusedWhereAnAuthorityIsRequired()
    {
        X509Certificate2 root = Authority("CN=Company");
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Trust(PeerTrustPolicy.Authorities([root]))));

        Assert.Equal(PeerDiagnosisCode.CertificateSelfSigned, refusal.Diagnosis.Code);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task OtherAuthorityOfTheSameName_IsNotTakenForTheRightOne()
    {
        X509Certificate2 root = Authority("CN=Company");
        X509Certificate2 impostor = Authority("CN=Company");
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerIdentity mallory = Issue(impostor, "CN=ana");
        Task<SecuredLink> accepting = PeerSecurity.Unverified.CreateStreamSecurity(mallory).AuthenticateAsServerAsync(scene.BobStream, SecurityScene.Context, scene.Ending).AsTask();

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.AnaConnectsAsync(PeerSecurity.Trust(PeerTrustPolicy.Authorities([root]))));

        Assert.Equal(PeerDiagnosisCode.AuthorityUnknown, refusal.Diagnosis.Code);
        await scene.SeesTheEndAsync(accepting);
    }

    [Fact]
    public async Task PeerThatActsAsAnAuthority_IssuesNothing()
    {
        X509Certificate2 root = Authority("CN=Company");
        using PeerIdentity ana = Issue(root, "CN=ana");
        PeerIdentity friend = Issue(ana.Certificate, "CN=friend");

        TlsVerdict verdict = await JudgeAsync(PeerTrustPolicy.Authorities([root], [ana.Certificate]), friend);

        Assert.False(verdict.IsTrusted);
    }

    [Theory]
    [InlineData(-20, -10, -5, 5)]
    [InlineData(-20, 20, -10, -5)]
    [InlineData(-20, 20, 5, 10)]
    public async Task PeerOrAuthorityOutsideOfItsDates_IsRefused(int rootFirst, int rootLast, int first, int last)
    {
        X509Certificate2 root = Authority("CN=Company", null, Now.AddDays(rootFirst), Now.AddDays(rootLast));
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerIdentity ana = Issue(root, "CN=ana", Now.AddDays(first), Now.AddDays(last));
        Task<SecuredLink> connecting = PeerSecurity.Unverified.CreateStreamSecurity(ana).AuthenticateAsClientAsync(scene.AnaStream, SecurityScene.Context, scene.Ending).AsTask();

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Trust(PeerTrustPolicy.Authorities([root]))));

        Assert.Equal(PeerDiagnosisCode.CertificateDates, refusal.Diagnosis.Code);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task CertificateForSomethingElse_IsRefused()
    {
        X509Certificate2 root = Authority("CN=Company");
        PeerTrustPolicy policy = PeerTrustPolicy.Authorities([root]);

        Assert.Equal(PeerDiagnosisCode.CertificateUnsuitable, (await JudgeAsync(policy, Issue(root, "CN=ana", usage: "1.3.6.1.5.5.7.3.4"))).Code); // mail
        Assert.True((await JudgeAsync(policy, Issue(root, "CN=ana", usage: "1.3.6.1.5.5.7.3.2"))).IsTrusted);
        Assert.Equal(PeerDiagnosisCode.CertificateUnsuitable, (await JudgeAsync(policy, Authority("CN=Branch", root))).Code);
        Assert.Equal(PeerDiagnosisCode.CertificateUnsuitable, (await JudgeAsync(policy, root)).Code);
    }

    [Fact]
    public async Task AuthorityBetweenThatIsForSomethingElse_IssuesNoPeers()
    {
        X509Certificate2 root = Authority("CN=Company");
        X509Certificate2 mail = Authority("CN=Mail", root, usage: "1.3.6.1.5.5.7.3.4");
        X509Certificate2 peers = Authority("CN=Peers", root, usage: "1.3.6.1.5.5.7.3.2");
        X509Certificate2 all = Authority("CN=All", root, usage: "2.5.29.37.0");
        PeerTrustPolicy policy = PeerTrustPolicy.Authorities([root], [mail, peers, all]);

        Assert.Equal(PeerDiagnosisCode.CertificateUnsuitable, (await JudgeAsync(policy, Issue(mail, "CN=ana"))).Code);
        Assert.True((await JudgeAsync(policy, Issue(peers, "CN=ana"))).IsTrusted);
        Assert.True((await JudgeAsync(policy, Issue(all, "CN=ana"))).IsTrusted);
    }

    [Fact]
    public void NoAuthority_IsRefusedAtOnce() => Assert.Throws<ArgumentException>(() => PeerTrustPolicy.Authorities([]));

    [Fact]
    public async Task PolicyOfAnApp_SaysWhyItRefuses()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Trust(new NobodyPolicy())));

        Assert.Equal((PeerDiagnosisCode.TrustRefused, "It is Sunday"), (refusal.Diagnosis.Code, refusal.Cause));
        await scene.SeesTheEndAsync(connecting);
    }

    private static ValueTask<TlsVerdict> JudgeAsync(PeerTrustPolicy policy, PeerIdentity identity) => JudgeAsync(policy, identity.Certificate);

    private static ValueTask<TlsVerdict> JudgeAsync(PeerTrustPolicy policy, X509Certificate2 certificate) =>
        policy.JudgeAsync(new PeerTrustContext(PeerKey.FromCertificate(certificate), SecurityScene.Context.RemoteEndpoint, certificate, Now), TestContext.Current.CancellationToken);

    private X509Certificate2 Authority(string name, X509Certificate2? issuer = null, DateTimeOffset? first = null, DateTimeOffset? last = null, string? usage = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        return Sign(request, key, issuer, first, last);
    }

    private PeerIdentity Issue(X509Certificate2 issuer, string name, DateTimeOffset? first = null, DateTimeOffset? last = null, string usage = "1.3.6.1.5.5.7.3.1")
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        X509Certificate2 certificate = Sign(request, key, issuer, first, last);
        PeerIdentity identity = PeerIdentity.ImportPem(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        _made.Add(identity);
        return identity;
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2? issuer, DateTimeOffset? first, DateTimeOffset? last)
    {
        X509Certificate2 signed;
        if (issuer is null)
        {
            signed = request.CreateSelfSigned(first ?? Now.AddDays(-30), last ?? Now.AddDays(30));
        }
        else
        {
            using ECDsa signer = issuer.GetECDsaPrivateKey()!;
            using X509Certificate2 bare = request.Create(
                issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), first ?? Now.AddDays(-10), last ?? Now.AddDays(10), RandomNumberGenerator.GetBytes(8));
            signed = bare.CopyWithPrivateKey(key);
        }

        _made.Add(signed);
        return signed;
    }

    private sealed class NobodyPolicy : PeerTrustPolicy
    {
        public override ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken) => new(TlsVerdict.Refused("It is Sunday", "Come on Monday"));
    }
}
