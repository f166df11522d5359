namespace PeerProto.Sessions;

/// <summary>Runs what a security asks for between TLS and the hello, where it asks for anything, within a deadline.</summary>
/// <param name="authentication">What it asks for, or null.</param>
/// <param name="localKey">The key that this side shows, or null where it shows none.</param>
/// <param name="deadline">How long it may take.</param>
/// <param name="timeProvider">The clock of the deadline.</param>
internal sealed class LinkAuthenticator(ILinkAuthentication? authentication, PeerKey? localKey, TimeSpan deadline, TimeProvider timeProvider) : IDisposable
{
    /// <summary>What it asks for, by name, or null where it asks for nothing.</summary>
    public string? Name => authentication?.Name;

    /// <summary>Lets both sides prove what they have to.</summary>
    /// <param name="remote">The other end of the link.</param>
    /// <param name="frames">The link, ready for frames.</param>
    /// <param name="secured">What is known from TLS.</param>
    /// <param name="isInitiator">Whether this side opened the link.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PeerConnectionException">The other side did not; stage <see cref="ConnectionStage.Authentication"/>.</exception>
    public async Task AuthenticateAsync(PeerEndpoint remote, Stream frames, SecuredLink secured, bool isInitiator, CancellationToken cancellationToken)
    {
        if (authentication is null)
            return;
        LinkAuthenticationContext context = new()
        {
            RemoteEndpoint = remote,
            IsInitiator = isInitiator,
            LocalKey = localKey,
            RemoteKey = secured.RemoteKey,
            ChannelBinding = secured.ChannelBinding,
        };
        using CancellationTokenSource late = new(deadline, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            // One that does not watch its token is left behind; its link is ended.
            await authentication.AuthenticateAsync(frames, context, ending.Token).AsTask().WaitHereAsync(ending.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or ObjectDisposedException && late.IsCancellationRequested)
        {
            throw new PeerConnectionException(
                ConnectionStage.Authentication,
                PeerErrorCode.TimedOut,
                $"{remote} did not finish the {authentication.Name} handshake within {deadline.TotalSeconds:0.###} s",
                "Check that both sides use the same kind of PeerSecurity, or raise PeerSessionOptions.HandshakeDeadline",
                failure);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            throw new PeerConnectionException(
                ConnectionStage.Authentication,
                PeerErrorCode.ConnectionLost,
                $"{remote} ended the connection during the {authentication.Name} handshake",
                "Check that both sides use the same kind of PeerSecurity and that the other side trusts this one's key; its log may tell more",
                failure);
        }
    }

    public void Dispose() => authentication?.Dispose();
}
