using PeerProto.Connections;

namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    private readonly HashSet<PeerConnection> _connections = [];
    private readonly PendingConnections _pending;
    private bool _isClosing;

    /// <summary>How many connections there are, whatever state they are in.</summary>
    internal int ConnectionCount
    {
        get
        {
            lock (_gate)
                return _connections.Count;
        }
    }

    public override async ValueTask<Peer<TContract>> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (Roster.FindDialed(endpoint) is { } connected)
            return connected;
        Peer<TContract>? peer = null;
        try
        {
            await Run(async () => peer = await DialAsync([endpoint], cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException cancelled) when (_stopping.IsCancellationRequested)
        {
            throw new PeerConnectionException(
                ConnectionStage.Connect, PeerErrorCode.Closed, "the session has ended", "Start a new session, and connect before it is disposed", cancelled);
        }

        return peer!;
    }

    /// <summary>Connects to the first of several endpoints of one peer that answers.</summary>
    /// <returns>The peer; the one already connected when the two sides have a connection.</returns>
    private async Task<Peer<TContract>> DialAsync(IReadOnlyList<PeerEndpoint> endpoints, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        ITransportConnection transport = await EndpointRace.ConnectAsync(_transport, endpoints, _options.TimeProvider, ending.Token);
        PeerConnection connection = await EstablishAsync(transport, isInitiator: true, ending.Token);
        try
        {
            await connection.Ready.WaitHereAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            connection.Close(Protocol.CloseCode.None, "the app gave up connecting");
            throw;
        }
        catch (PeerConnectionException failure) when (failure.Code == PeerErrorCode.Duplicate && !connection.IsToSelf)
        {
            // the two sides have another connection, or are about to
        }

        // Not the peer of this connection in any case: another may have taken its place already.
        return await WaitForPeerAsync(connection, ending.Token);
    }

    private async Task<Peer<TContract>> WaitForPeerAsync(PeerConnection connection, CancellationToken cancellationToken)
    {
        PeerId id = connection.Remote.Id;
        using CancellationTokenSource deadline = new(_options.Timings.Hello, _options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (true)
            {
                Task changed = Roster.Changed;
                if (Roster.Find(id) is { IsConnected: true } peer)
                    return peer;
                if (connection.Failure is { Code: not PeerErrorCode.Duplicate } failure)
                    throw failure;
                await changed.WaitHereAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new PeerConnectionException(
                ConnectionStage.Hello, PeerErrorCode.TimedOut, "the two sides gave up one connection for another that did not become ready", "Try again");
        }
    }

    private async Task AcceptAsync(CancellationToken stopping)
    {
        while (true)
        {
            ITransportConnection transport = await _listener!.AcceptAsync(stopping);
            if (_pending.TryEnter(transport.RemoteEndpoint))
            {
                Track(_ => AnswerAsync(transport));
                continue;
            }

            transport.Abort();
            await transport.DisposeAsync();
        }
    }

    private async Task AnswerAsync(ITransportConnection transport)
    {
        PeerConnection? connection = null;
        try
        {
            connection = await EstablishAsync(transport, isInitiator: false, _stopping.Token);
            await connection.Ready;
        }
        catch (PeerConnectionException failure)
        {
            SessionLog.NotEstablished(_logger, transport.RemoteEndpoint, failure.Message);
            if (connection is not null)
                await connection.Ended; // until then it takes its place among those who have not said who they are
        }
        finally
        {
            _pending.Leave(transport.RemoteEndpoint);
        }
    }

    /// <summary>Secures a link and starts the connection over it.</summary>
    private async Task<PeerConnection> EstablishAsync(ITransportConnection transport, bool isInitiator, CancellationToken cancellationToken)
    {
        SecurityContext context = new() { RemoteEndpoint = transport.RemoteEndpoint };
        SecuredLink link;
        try
        {
            link = isInitiator
                ? await _security.AuthenticateAsClientAsync(transport.Stream, context, cancellationToken)
                : await _security.AuthenticateAsServerAsync(transport.Stream, context, cancellationToken);
        }
        catch
        {
            transport.Abort();
            await transport.DisposeAsync();
            throw;
        }

        PeerConnection connection = new(transport, link, isInitiator, _hello, _random.NextUInt64(), _connectionOptions);
        bool isLate;
        lock (_gate)
        {
            _connections.Add(connection);
            isLate = _isClosing;
        }

        Track(_ => RunAsync(connection));
        if (isLate)
            connection.Close(Protocol.CloseCode.None, "the session ended");
        return connection;
    }

    private async Task RunAsync(PeerConnection connection)
    {
        await connection.RunAsync();
        lock (_gate)
            _connections.Remove(connection);
    }

    void IConnectionOwner.OnEnded(PeerConnection connection)
    {
        if (Roster.Remove(connection) is { } peer)
            SessionLog.Left(_logger, peer, connection.Failure!.Message);
    }

    /// <summary>Closes all connections; those that come about later close themselves.</summary>
    private void CloseConnections()
    {
        PeerConnection[] connections;
        lock (_gate)
        {
            _isClosing = true;
            connections = [.. _connections];
        }

        foreach (PeerConnection connection in connections)
            connection.Close(Protocol.CloseCode.None, "the session ended");
    }
}
