using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using PeerProto.Security.Tests.Psk;
using BcCertificateRequest = Org.BouncyCastle.Tls.CertificateRequest;
using BcProtocolName = Org.BouncyCastle.Tls.ProtocolName;

namespace PeerProto.Security.Tests.Tls;

/// <summary>A certificate is shown to everybody, so anybody has it. Only its key makes it worth something: here a stranger shows Ana's certificate and signs with a key of their own.</summary>
public sealed class StolenCertificateTests
{
    private const string Tls13 = "TLS 1.3";
    private const string Tls12 = "TLS 1.2";

    private static readonly SignatureAndHashAlgorithm EcdsaWithSha256 = SignatureAndHashAlgorithm.GetInstance(Org.BouncyCastle.Tls.HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    [Theory]
    [InlineData(Tls13, false)]
    [InlineData(Tls12, false)]
    [InlineData(Tls13, true)]
    [InlineData(Tls12, true)]
    public async Task CertificateWithoutItsKey_IsRefusedAndNobodyIsAskedAboutIt(string version, bool strangerConnects)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        using PeerIdentity stranger = PeerIdentity.Create();
        bool wasAsked = false;
        PeerSecurity trust = PeerSecurity.Trust(_ => wasAsked = true);

        (Task<SecuredLink> ours, Task<Stream> theirs) = Begin(scene, trust, version, strangerConnects, stranger);

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(ours);
        Assert.Equal(PeerDiagnosisCode.TlsFailed, refusal.Diagnosis.Code);
        Assert.False(wasAsked);
        await LearnsItAsync(theirs, scene);
    }

    [Theory]
    [InlineData(Tls13, false)]
    [InlineData(Tls12, false)]
    [InlineData(Tls13, true)]
    [InlineData(Tls12, true)]
    public async Task SameCertificateWithItsKey_IsTaken(string version, bool connects)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();

        (Task<SecuredLink> ours, Task<Stream> theirs) = Begin(scene, PeerSecurity.Pinned(scene.Ana.Key), version, connects, scene.Ana);

        Assert.Equal(scene.Ana.Key, (await ours).RemoteKey);
        await theirs;
    }

    /// <summary>Bob, with this library, and one who shows Ana's certificate, with another.</summary>
    private static (Task<SecuredLink> Ours, Task<Stream> Theirs) Begin(SecurityScene scene, PeerSecurity security, string version, bool theyConnect, PeerIdentity signer)
    {
        ProtocolVersion only = version == Tls13 ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
        Shown shown = new(scene.Ana.Certificate.RawData, KeyOf(signer));
        return theyConnect
            ? (scene.BobAcceptsAsync(security), RawPsk.ConnectAsync(scene.AnaStream, new Client(only, shown)))
            : (security.CreateStreamSecurity(scene.Bob).AuthenticateAsClientAsync(scene.BobStream, SecurityScene.Context, scene.Ending).AsTask(), RawPsk.AcceptAsync(scene.AnaStream, new Server(only, shown)));
    }

    private static async Task LearnsItAsync(Task<Stream> theirs, SecurityScene scene)
    {
        Exception? told = await Record.ExceptionAsync(async () =>
        {
            Stream believed = await theirs; // one who connects with TLS 1.3 believes to be in
            await Task.Run(() => believed.ReadExactly(new byte[1]), scene.Ending);
        });
        Assert.True(told is IOException, $"{told}");
    }

    private static AsymmetricKeyParameter KeyOf(PeerIdentity identity)
    {
        using ECDsa key = identity.Certificate.GetECDsaPrivateKey()!;
        return PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
    }

    private static int[] SuitesOf(ProtocolVersion version) =>
        version.Equals(ProtocolVersion.TLSv13) ? [CipherSuite.TLS_AES_128_GCM_SHA256] : [CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256];

    /// <summary>A certificate, and the key that signs for it, its own or not. BouncyCastle does not compare the two.</summary>
    private sealed record Shown(byte[] Certificate, AsymmetricKeyParameter Key)
    {
        public BcDefaultTlsCredentialedSigner For(TlsContext context, byte[]? requestContext)
        {
            TlsCertificate leaf = RawPsk.Crypto.CreateCertificate(Certificate);
            Certificate chain = requestContext is null ? new Certificate([leaf]) : new Certificate(requestContext, [new CertificateEntry(leaf, null)]);
            return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), RawPsk.Crypto, Key, chain, EcdsaWithSha256);
        }
    }

    private sealed class Server(ProtocolVersion version, Shown shown) : DefaultTlsServer(RawPsk.Crypto)
    {
        public override TlsCredentials GetCredentials() => shown.For(m_context, version.Equals(ProtocolVersion.TLSv13) ? [] : null);

        protected override ProtocolVersion[] GetSupportedVersions() => version.Only();

        protected override int[] GetSupportedCipherSuites() => SuitesOf(version);

        protected override IList<BcProtocolName> GetProtocolNames() => [BcProtocolName.AsUtf8Encoding(SecurityContext.DefaultApplicationProtocol)];
    }

    private sealed class Client(ProtocolVersion version, Shown shown) : DefaultTlsClient(RawPsk.Crypto)
    {
        public override TlsAuthentication GetAuthentication() => new Authentication(shown, m_context);

        protected override ProtocolVersion[] GetSupportedVersions() => version.Only();

        protected override int[] GetSupportedCipherSuites() => SuitesOf(version);

        protected override IList<BcProtocolName> GetProtocolNames() => [BcProtocolName.AsUtf8Encoding(SecurityContext.DefaultApplicationProtocol)];
    }

    private sealed class Authentication(Shown shown, TlsContext context) : TlsAuthentication
    {
        public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
        {
            // whoever it is
        }

        public TlsCredentials GetClientCredentials(BcCertificateRequest certificateRequest) => shown.For(context, certificateRequest.GetCertificateRequestContext());
    }
}
