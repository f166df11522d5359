using PeerProto.Tests.Support;

namespace PeerProto.Tests.Diagnosis;

/// <summary>What a session with a pre-shared key is told when it cannot connect.</summary>
public sealed class PreSharedKeyDiagnosisTests : IAsyncDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] OtherSecret = [.. Enumerable.Range(2, 32).Select(static i => (byte)i)];

    private readonly DiagnosisScene _scene = new();

    private static PeerSecurity Security { get; } = PeerSecurity.PreSharedKey("kitchen", Secret);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task PeerHasAnotherSecret() => await IsAsync(PeerDiagnosisCode.PreSharedKeyWrong, PeerSecurity.PreSharedKey("kitchen", OtherSecret));

    [Fact]
    public async Task PeerKnowsAnotherIdentity() => await IsAsync(PeerDiagnosisCode.PreSharedKeyUnknown, PeerSecurity.PreSharedKey("cellar", Secret));

    [Fact]
    public async Task PeerUsesCertificates() => await IsAsync(PeerDiagnosisCode.NoPreSharedKey, PeerSecurity.Unverified);

    [Fact]
    public async Task PeerUsesNoSecurity() => await IsAsync(PeerDiagnosisCode.NotTls, PeerSecurity.None);

    [Fact]
    public async Task PeerThatKnowsTheSecretEndsTheLinkBeforeItsHello()
    {
        using PeerIdentity unused = PeerIdentity.Create();
        await using Stranger peer = new(async stream =>
        {
            SecuredLink link = await Security.CreateStreamSecurity(unused).AuthenticateAsServerAsync(stream, new SecurityContext { RemoteEndpoint = PeerEndpoint.Parse("tcp://192.0.2.7:4711") }, default);
            await link.Stream.ReadAtLeastAsync(new byte[1], 1);
            await link.Stream.DisposeAsync();
        });

        PeerDiagnosis why = await _scene.DiagnoseAsync(peer.Endpoint, Security);

        Assert.Equal((PeerDiagnosisCode.EndedBeforeHello, ConnectionStage.Hello), (why.Code, why.Stage));
        Assert.Contains("it knows the secret", why.Remedy, StringComparison.Ordinal); // and neither a key nor TLS is missing
    }

    [Fact]
    public async Task EndpointIsTheSessionsOwn()
    {
        // Somebody who sends a peer's own connection back to it does not need the secret for it, but is found out by the hello.
        PeerSession<ITestContract> session = await _scene.StartAsync(Security);

        PeerConnectionException refused = await Assert.ThrowsAsync<PeerConnectionException>(
            () => session.ConnectAsync(session.LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded());

        Assert.Equal(PeerDiagnosisCode.ConnectedToItself, refused.Diagnosis.Code);
    }

    [Fact]
    public async Task PeersOfOneGroup_HaveRandomIdentifiersAndNoKeys()
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(Security);
        PeerSession<ITestContract> near = await _scene.StartAsync(Security);

        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0], TestContext.Current.CancellationToken).Guarded();

        Assert.Null(far.Key);
        Assert.Null(peer.Key);
        Assert.Equal(far.Id, peer.Id);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());
    }

    private async Task IsAsync(PeerDiagnosisCode expected, PeerSecurity others)
    {
        PeerSession<ITestContract> far = await _scene.StartAsync(others);

        PeerDiagnosis why = await _scene.DiagnoseAsync(far.LocalEndpoints[0], Security);

        Assert.Equal((expected, ConnectionStage.Tls), (why.Code, why.Stage));
        Assert.False(why.MayPass);
    }
}
