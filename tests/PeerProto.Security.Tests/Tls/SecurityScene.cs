namespace PeerProto.Security.Tests.Tls;

/// <summary>Two peers, Ana who connects and Bob who listens, and the link between them that is about to be secured.</summary>
internal sealed class SecurityScene : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LoopbackStreams _streams;

    private SecurityScene(LoopbackStreams streams)
    {
        _streams = streams;
        _guard.CancelAfter(Guard);
    }

    public PeerIdentity Ana { get; } = PeerIdentity.Create();

    public PeerIdentity Bob { get; } = PeerIdentity.Create();

    public Stream AnaStream => _streams.Client;

    public Stream BobStream => _streams.Server;

    public CancellationToken Ending => _guard.Token;

    public static SecurityContext Context { get; } = new() { RemoteEndpoint = PeerEndpoint.Parse("tcp://peer.test:4711") };

    public static async Task<SecurityScene> StartAsync() =>
        new(await LoopbackStreams.ConnectAsync(TestContext.Current.CancellationToken));

    public Task<SecuredLink> AnaConnectsAsync(PeerSecurity security, StreamSecurityOptions? options = null, SecurityContext? context = null) =>
        security.CreateStreamSecurity(Ana, options).AuthenticateAsClientAsync(AnaStream, context ?? Context, Ending).AsTask();

    public Task<SecuredLink> BobAcceptsAsync(PeerSecurity security, StreamSecurityOptions? options = null, SecurityContext? context = null) =>
        security.CreateStreamSecurity(Bob, options).AuthenticateAsServerAsync(BobStream, context ?? Context, Ending).AsTask();

    /// <summary>Expects the refusal, checks what every one of them must say, and hands it on.</summary>
    public static async Task<PeerConnectionException> RefusalAsync(Task<SecuredLink> handshake)
    {
        PeerConnectionException refusal = await Assert.ThrowsAsync<PeerConnectionException>(() => handshake);
        Assert.Equal(ConnectionStage.Tls, refusal.Stage);
        Assert.NotEmpty(refusal.Cause);
        Assert.NotEmpty(refusal.Remedy);
        return refusal;
    }

    /// <summary>Expects that the other side's refusal shows here, at the latest when this side reads.</summary>
    public async Task SeesTheEndAsync(Task<SecuredLink> handshake)
    {
        SecuredLink link;
        try
        {
            link = await handshake;
        }
        catch (PeerConnectionException)
        {
            return;
        }

        int count = 0;
        Exception? failure = await Record.ExceptionAsync(async () => count = await link.Stream.ReadAsync(new byte[1], Ending));
        Assert.Equal(0, count);
        Assert.True(failure is null or IOException, $"{failure}");
        await link.Stream.DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _streams.Dispose();
        Ana.Dispose();
        Bob.Dispose();
        _guard.Dispose();
        return default;
    }
}
