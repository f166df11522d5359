using PeerProto.Observability;

namespace PeerProto.Sessions;

/// <summary>Brings a link to the point where frames can flow: connect, secure where the transport has not done it itself, and upgrade, and authenticate where the security asks for it. Each step has a deadline of its own.</summary>
internal sealed class LinkOpener(IStreamSecurity security, LinkAuthenticator authenticator, TimeSpan upgradeDeadline, TimeProvider timeProvider)
{
    /// <summary>Opens a link.</summary>
    /// <param name="way">Where to, by what, and whom to expect there.</param>
    /// <param name="linked">Called when the link is there and is about to be secured.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<OpenLink> ConnectAsync(LinkCandidate way, Action linked, CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        ITransportConnection connection = await way.Transport.ConnectAsync(way.Endpoint, cancellationToken);
        Stages.Passed(ConnectionStage.Connect, way.Endpoint, timeProvider.GetElapsedTime(start));
        linked();
        return await SecureAsync(connection, isInitiator: true, cancellationToken, way.Expected);
    }

    /// <summary>Secures a link that is there. On failure it is ended.</summary>
    public async Task<OpenLink> SecureAsync(ITransportConnection connection, bool isInitiator, CancellationToken cancellationToken, PeerKey? expected = null)
    {
        try
        {
            long start = timeProvider.GetTimestamp();
            SecuredLink secured = connection.Secured ?? await SecureStreamAsync(connection, isInitiator, cancellationToken);
            if (expected is not null && secured.RemoteKey != expected)
                throw Unexpected(connection.RemoteEndpoint, secured.RemoteKey, expected);
            Stages.Passed(ConnectionStage.Tls, connection.RemoteEndpoint, timeProvider.GetElapsedTime(start));
            start = timeProvider.GetTimestamp();
            Stream frames = await CompleteAsync(connection, secured.Stream, isInitiator, cancellationToken);
            if (!ReferenceEquals(frames, secured.Stream))
                Stages.Passed(ConnectionStage.Upgrade, connection.RemoteEndpoint, timeProvider.GetElapsedTime(start));
            start = timeProvider.GetTimestamp();
            await AuthenticateAsync(connection, frames, secured, isInitiator, cancellationToken);
            if (authenticator.Name is not null)
                Stages.Passed(ConnectionStage.Authentication, connection.RemoteEndpoint, timeProvider.GetElapsedTime(start));
            return new OpenLink(connection, ReferenceEquals(frames, secured.Stream) ? secured : secured with { Stream = frames });
        }
        catch (PeerConnectionException refusal) when (IsRefusal(refusal))
        {
            await connection.DisposeAsync();
            throw;
        }
        catch
        {
            connection.Abort();
            await connection.DisposeAsync();
            throw;
        }
    }

    private static PeerConnectionException Unexpected(PeerEndpoint remote, PeerKey? proven, PeerKey expected) => new(
        ConnectionStage.Tls,
        PeerErrorCode.PeerNotTrusted,
        proven is null ? $"{remote} proved no key, but {expected} was expected" : $"{remote} holds the key {proven}, but {expected} was expected",
        proven is null
            ? "Use a PeerSecurity with identities on both sides, or connect to the endpoint without saying who is expected"
            : "Get a new ticket or entry of the peer if it has a new identity or address; otherwise somebody else answers in its place",
        innerException: null,
        PeerDiagnosisCode.KeyNotPinned);

    /// <summary>Whether one side has told the other why it goes no further.</summary>
    private static bool IsRefusal(PeerConnectionException failure) =>
        failure.Stage == ConnectionStage.Authentication && failure.Code is not (PeerErrorCode.TimedOut or PeerErrorCode.ConnectionLost);

    /// <summary>Lets both sides prove what they have to. A refusal is the last thing that the other side is told, so the link ends in order behind it.</summary>
    private async Task AuthenticateAsync(ITransportConnection connection, Stream frames, SecuredLink secured, bool isInitiator, CancellationToken cancellationToken)
    {
        try
        {
            await authenticator.AuthenticateAsync(connection.RemoteEndpoint, frames, secured, isInitiator, cancellationToken);
        }
        catch (PeerConnectionException refusal) when (IsRefusal(refusal))
        {
            await frames.DisposeAsync();
            throw;
        }
    }

    private ValueTask<SecuredLink> SecureStreamAsync(ITransportConnection connection, bool isInitiator, CancellationToken cancellationToken)
    {
        SecurityContext context = new() { RemoteEndpoint = connection.RemoteEndpoint };
        return isInitiator
            ? security.AuthenticateAsClientAsync(connection.Stream, context, cancellationToken)
            : security.AuthenticateAsServerAsync(connection.Stream, context, cancellationToken);
    }

    private async ValueTask<Stream> CompleteAsync(ITransportConnection connection, Stream secured, bool isInitiator, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(upgradeDeadline, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        ValueTask<Stream> completing = connection.CompleteAsync(secured, ending.Token);
        if (completing.IsCompletedSuccessfully)
            return await completing;
        Task<Stream> completed = completing.AsTask();
        try
        {
            await completed.WaitHereAsync(ending.Token);
            return await completed;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectionException(
                ConnectionStage.Upgrade,
                PeerErrorCode.TimedOut,
                $"{connection.RemoteEndpoint} did not {(isInitiator ? "answer the upgrade of the link" : "begin to speak")} within {upgradeDeadline.TotalSeconds:0.###} s",
                isInitiator
                    ? "Check that a PeerProto app listens there and that nothing between holds the bytes back, or raise PeerSessionOptions.UpgradeDeadline"
                    : "Nothing, if it is a stranger; if it is a peer, see its log: its app stands still, or asks a person whether to trust this one");
        }
    }
}
