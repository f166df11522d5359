using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Psk;

/// <summary>What is easy to get wrong with pre-shared keys in BouncyCastle, each with the test that would notice.</summary>
public sealed class PskGotchaTests
{
    private const string Tls13 = nameof(CipherSuite.TLS_AES_128_GCM_SHA256);
    private const string Tls12 = nameof(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);

    [Theory]
    [InlineData(Tls13)]
    [InlineData(Tls12)]
    public async Task LibraryZeroesTheKeyItIsGiven_LaterHandshakesStillHaveIt(string suite)
    {
        using PeerIdentity identity = PeerIdentity.Create();
        IStreamSecurity security = PskScene.Security.CreateStreamSecurity(identity);
        for (int i = 0; i < 3; i++)
        {
            await using SecurityScene scene = await SecurityScene.StartAsync();
            Task<SecuredLink> accepting = security.AuthenticateAsServerAsync(scene.BobStream, SecurityScene.Context, scene.Ending).AsTask();
            await RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite));
            await accepting;
            await using SecurityScene back = await SecurityScene.StartAsync();
            Task<SecuredLink> connecting = security.AuthenticateAsClientAsync(back.AnaStream, SecurityScene.Context, back.Ending).AsTask();
            await RawPsk.AcceptAsync(back.BobStream, PskScene.Server(suite));
            await connecting;
        }
    }

    [Fact]
    public async Task LibraryForgetsTheIdentityInTls13_TheListenerStillTellsWhoseSecretIsWrong()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.PreSharedKey(
            new PreSharedKey("first", PskScene.Key), new PreSharedKeyOptions { AlsoAccepted = [new PreSharedKey("second", PskScene.Key)] }));
        await Assert.ThrowsAsync<TlsFatalAlertReceived>(() => RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(Tls13, PskScene.OtherKey, "second")));
        Assert.Contains("'second'", (await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.PreSharedKeyWrong)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerPassesTheKeyOverAndShowsACertificate_TheClientRefuses()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        RawPsk.Server server = new(ProtocolVersion.TLSv13, PskScene.IdentityBytes, PskScene.Key, [CipherSuite.TLS_AES_128_GCM_SHA256]) { Certificate = CreateCredentials };
        await Assert.ThrowsAnyAsync<IOException>(() => RawPsk.AcceptAsync(scene.BobStream, server));
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.NoPreSharedKey);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(Tls12)]
    public async Task ClientNamesAnUnknownIdentity_GetsThePoliteAlert(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        TlsFatalAlertReceived told = await Assert.ThrowsAsync<TlsFatalAlertReceived>(
            () => RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite, identity: "cellar\n")));
        Assert.Equal(AlertDescription.unknown_psk_identity, told.AlertDescription);
        Assert.Contains("'cellar?'", (await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.PreSharedKeyUnknown)).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(Tls12)]
    public async Task ServerDoesNotKnowTheIdentity_TheClientSaysSo(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        await Assert.ThrowsAnyAsync<IOException>(() => RawPsk.AcceptAsync(scene.BobStream, PskScene.Server(
            suite, identity: "cellar", alert: AlertDescription.unknown_psk_identity)));
        Assert.Contains("'kitchen'", (await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.PreSharedKeyUnknown)).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(nameof(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256))]
    [InlineData(Tls12)]
    public async Task ClientHasAnotherSecret_TheListenerSaysSo(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        await Assert.ThrowsAnyAsync<IOException>(() => RawPsk.ConnectAsync(scene.AnaStream, PskScene.Client(suite, PskScene.OtherKey)));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, (await PskScene.RefusalAsync(accepting, PeerDiagnosisCode.PreSharedKeyWrong)).Code);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(nameof(CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256))]
    [InlineData(Tls12)]
    public async Task ServerHasAnotherSecret_TheClientSaysSo(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        await Assert.ThrowsAnyAsync<IOException>(() => RawPsk.AcceptAsync(scene.BobStream, PskScene.Server(suite, PskScene.OtherKey)));
        Assert.Equal(PeerErrorCode.PeerNotTrusted, (await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.PreSharedKeyWrong)).Code);
    }

    [Fact]
    public async Task OpenSslAnswersAWrongBinderWithIllegalParameter_TheClientSaysWrongSecret()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        await Assert.ThrowsAnyAsync<IOException>(() => RawPsk.AcceptAsync(scene.BobStream, PskScene.Server(Tls13, alert: AlertDescription.illegal_parameter)));
        await PskScene.RefusalAsync(connecting, PeerDiagnosisCode.PreSharedKeyWrong);
    }

    [Fact]
    public async Task ExporterAnswersDuringTheHandshakeOnly_TheBindingIsTakenThen()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        RawPsk.Client client = PskScene.Client(Tls13);
        await RawPsk.ConnectAsync(scene.AnaStream, client);
        Assert.Equal(client.Binding, (await accepting).ChannelBinding.ToArray());
        Assert.Throws<InvalidOperationException>(client.ExportNow);
    }

    [Fact]
    public async Task PeerWithoutExtendedMasterSecret_GivesNoBindingAndStillTalks()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PskScene.Security);
        RawPsk.Client client = new(ProtocolVersion.TLSv12, PskScene.IdentityBytes, PskScene.Key, [CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256]) { LacksExtendedMasterSecret = true };
        Stream connected = await RawPsk.ConnectAsync(scene.AnaStream, client);
        SecuredLink accepted = await accepting;
        Assert.True(accepted.ChannelBinding.IsEmpty);
        await PskScene.TalkAsync(connected, accepted.Stream, scene.Ending);
    }

    [Theory]
    [InlineData(Tls13)]
    [InlineData(Tls12)]
    public async Task ListenerRefusesAfterTheClientBelievedItWasIn_TheClientReadsTheReason(string suite)
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        RawPsk.ServerProtocol server = new(scene.BobStream);
        await Task.Run(() => server.Accept(PskScene.Server(suite)), scene.Ending);
        SecuredLink believed = await connecting;

        server.Refuse(AlertDescription.access_denied);
        IOException told = await Assert.ThrowsAnyAsync<IOException>(() => believed.Stream.ReadAsync(new byte[1], scene.Ending).AsTask());
        Assert.Contains("access_denied", told.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => believed.Stream.ReadAsync(new byte[1], scene.Ending).AsTask());
    }

    [Fact]
    public async Task ListenerJustGoesAfterTheClientBelievedItWasIn_TheClientReadsTheEnd()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PskScene.Security);
        TlsServerProtocol server = new(scene.BobStream);
        await Task.Run(() => server.Accept(PskScene.Server(Tls13)), scene.Ending);
        SecuredLink believed = await connecting;
        scene.BobStream.Close();
        await Assert.ThrowsAsync<EndOfStreamException>(() => believed.Stream.ReadAsync(new byte[1], scene.Ending).AsTask());
    }

    private static BcDefaultTlsCredentialedSigner CreateCredentials(TlsServerContext context)
    {
        using PeerIdentity identity = PeerIdentity.Create();
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.X509Certificates.ECDsaCertificateExtensions.GetECDsaPrivateKey(identity.Certificate)!;
        AsymmetricKeyParameter parameters = Org.BouncyCastle.Security.PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        TlsCertificate certificate = RawPsk.Crypto.CreateCertificate(identity.Certificate.RawData);
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context), RawPsk.Crypto, parameters, new Certificate([], [new CertificateEntry(certificate, null)]), SignatureAndHashAlgorithm.GetInstance(4, 3));
    }
}
