using PeerProto.Connections;
using PeerProto.Networking;
using PeerProto.Observability;

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
        return Roster.FindDialed(endpoint) ?? await ConnectAsync([endpoint], expected: null, cancellationToken);
    }

    public override async ValueTask<Peer<TContract>> ConnectAsync(PeerTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Array.Find(Roster.Snapshot, peer => peer.Key == ticket.Key && peer.IsConnected) ?? await ConnectAsync(ticket.Endpoints, ticket.Key, cancellationToken);
    }

    public override PeerTicket CreateTicket() => Key is null
        ? throw new InvalidOperationException("The session proves no key, so a ticket could not say who it is. Use a PeerSecurity with identities, such as PeerSecurity.Trust or PeerSecurity.Paired.")
        : new PeerTicket(Key, ReachableEndpoints.Of(LocalEndpoints, _network?.Current ?? _options.NetworkMonitor?.Current).Take(PeerTicket.MaximumEndpoints));

    private async Task<Peer<TContract>> ConnectAsync(IReadOnlyList<PeerEndpoint> endpoints, PeerKey? expected, CancellationToken cancellationToken)
    {
        Peer<TContract>? peer = null;
        try
        {
            await Run(async () => peer = await DialAsync(endpoints, expected, cancellationToken));
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

    public override PeerDialer<TContract> Dial(PeerEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        SessionDialer<TContract> dialer = new(this, endpoint);
        Track(dialer.RunAsync);
        return dialer;
    }

    /// <summary>Connects to the first of several endpoints of one peer that answers.</summary>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="expected">The key that the peer has to prove, or null where any will do.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The peer; the one already connected when the two sides have a connection.</returns>
    public async Task<Peer<TContract>> DialAsync(IReadOnlyList<PeerEndpoint> endpoints, PeerKey? expected, CancellationToken cancellationToken)
    {
        DialObservation observation = new();
        try
        {
            Peer<TContract> peer = await EstablishAsync(endpoints, expected, cancellationToken);
            observation.Succeed(peer.RemoteEndpoint);
            return peer;
        }
        catch (Exception failure)
        {
            observation.Fail(failure);
            throw;
        }
    }

    private async Task<Peer<TContract>> EstablishAsync(IReadOnlyList<PeerEndpoint> endpoints, PeerKey? expected, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        PeerConnection connection = Start(await OpenAsync(endpoints, expected, ending.Token), isInitiator: true);
        try
        {
            await connection.Ready.WaitHereAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            // One that both sides have taken stays. Otherwise the link is cut: an end in order would tell a peer that has taken it already to stay away.
            if (connection.Peer is null)
                connection.Abort();
            throw;
        }
        catch (PeerConnectionException failure) when (failure.Code == PeerErrorCode.Duplicate && !connection.IsToSelf)
        {
            // the two sides have another connection, or are about to
        }

        // Not the peer of this connection in any case: another may have taken its place already.
        return await WaitForPeerAsync(connection, ending.Token);
    }

    /// <summary>Opens a link to the first of several endpoints of one peer that answers, and remembers the transport that won on this network.</summary>
    private async Task<OpenLink> OpenAsync(IReadOnlyList<PeerEndpoint> endpoints, PeerKey? expected, CancellationToken cancellationToken)
    {
        if (endpoints is [var only])
            _ = _transports!.Get(only);
        NetworkIdentity? network = endpoints.FirstOrDefault(static endpoint => endpoint.Address is not null)?.Address is { } address
            ? _network?.Current.IdentifyNetwork(address.Address)
            : null;
        IReadOnlyList<LinkCandidate> candidates = [.. DialPlan.Of(endpoints, _transports!, network is null ? null : _winners.Find(network)).Select(way => way with { Expected = expected })];
        (LinkCandidate winner, OpenLink link) = await new LinkRace(_opener, _options.Security.MayTakeTime, _options.TimeProvider).RunAsync(candidates, cancellationToken);
        if (network is not null && candidates.Select(static candidate => candidate.Endpoint.Transport).Distinct().Count() > 1)
            _winners.Remember(network, winner.Endpoint.Transport);
        return link;
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

    private async Task AcceptAsync(SessionListener listener, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                ITransportConnection transport = await listener.Listener!.AcceptAsync(stopping);
                if (_pending.TryEnter(transport.RemoteEndpoint))
                    Track(_ => AnswerAsync(transport));
                else
                    await AttemptAsync(() => RefuseAsync(transport)); // what becomes of a stranger's link is no matter of the listener
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            listener.Break(failure);
            throw;
        }
    }

    private static async Task RefuseAsync(ITransportConnection transport)
    {
        transport.Abort();
        await transport.DisposeAsync();
    }

    private async Task AnswerAsync(ITransportConnection transport)
    {
        PeerConnection? connection = null;
        try
        {
            connection = Start(await _opener.SecureAsync(transport, isInitiator: false, _stopping.Token), isInitiator: false);
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

    /// <summary>Starts the connection over a link.</summary>
    private PeerConnection Start(OpenLink link, bool isInitiator)
    {
        PeerConnection connection = new(link.Transport, link.Secured, isInitiator, _hello, _random.NextUInt64(), _connectionOptions);
        bool isLate;
        lock (_gate)
        {
            _connections.Add(connection);
            isLate = _isClosing;
        }

        Track(_ => RunAsync(connection));
        if (isLate)
            connection.Close(Protocol.CloseCode.None, "the session ended");
        RefuseIfRevoked(connection); // since it was judged
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
        SessionPeer<TContract>? ended = connection.Peer as SessionPeer<TContract>;
        ended?.OnEnded();
        if (ended is { IsLetGo: true })
            NoteLetGo(ended);
        if (Roster.Remove(connection) is { } peer)
        {
            SessionLog.Left(_logger, peer, connection.Failure!.Message);
            ReportSeen(connection);
        }
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
