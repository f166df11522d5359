using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Forwarding;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery;

/// <summary>
/// A small DNS forwarder that decides name by name who is asked, also by exact names, which <c>matchDomains</c> of Apple's NEDNSSettings cannot. It takes questions over UDP and TCP and asks on
/// over UDP, TCP, TLS or HTTPS. Records pass as they came; nothing is kept, so each question is asked on. Answers are passed on only from the server that was asked, with the question's number
/// and the question itself. Safe for concurrent use.
/// </summary>
public sealed class SplitDnsResolver : IAsyncDisposable
{
    private const int SmallestDatagram = 512; // what everybody takes (RFC 1035 section 2.3.4)
    private const ushort NobodyReachable = 22; // RFC 8914 section 4.23
    private const ushort OtherError = 0;

    private readonly CancellationTokenSource _ending = new();
    private readonly SplitDnsResolverOptions _options;
    private readonly ILogger _logger;
    private readonly InFlightLimit _inFlight;
    private readonly LogPause _overload;
    private readonly LogPause _circling;
    private readonly SameQuestions _same = new();
    private readonly StreamClients _clients;
    private readonly FrozenDictionary<DnsUpstream, UpstreamServers> _upstreams;
    private readonly IReadOnlyList<DoorSockets> _sockets;
    private readonly IReadOnlyList<IPEndPoint> _endpoints;
    private readonly Task _doors;
    private long _answered;
    private long _failed;
    private long _refused;
    private long _overflowed;
    private Task? _disposed;

    private SplitDnsResolver(DnsRoutes routes, SplitDnsResolverOptions options, IReadOnlyList<DoorSockets> sockets)
    {
        Routes = routes;
        _options = options;
        _logger = options.LoggerFactory.CreateLogger("PeerProto.Discovery");
        _inFlight = new InFlightLimit(options.MaximumInFlight);
        _overload = new LogPause(options.TimeProvider);
        _circling = new LogPause(options.TimeProvider);
        _clients = new StreamClients(options.MaximumStreamClients);
        _sockets = sockets;
        _endpoints = [.. sockets.Select(static each => each.Endpoint)];
        SystemNameServers system = new(options.TimeProvider);
        // one upstream that is dead leaves places for the others
        int places = routes.Upstreams.Count == 1 ? options.MaximumInFlight : Math.Max(1, options.MaximumInFlight / 2);
        _upstreams = routes.Upstreams.ToFrozenDictionary(
            static upstream => upstream, upstream => new UpstreamServers(upstream, places, () => [.. system.Get().Where(server => !_endpoints.Any(own => IsSame(own, server)))], options, _logger));
        foreach (IPEndPoint endpoint in _endpoints)
            ForwardingLog.Listening(_logger, endpoint);
        _doors = Task.WhenAll(sockets.SelectMany(each => (Task[])
        [
            new DatagramDoor(each.Datagrams, this, _logger, _options).RunAsync(_ending.Token),
            new StreamDoor(each.Connections, this, _clients, _logger, _options).RunAsync(_ending.Token),
        ]));
    }

    /// <summary>Who is asked about which name.</summary>
    public DnsRoutes Routes { get; }

    /// <summary>Where questions are taken, with the ports that were given.</summary>
    public IReadOnlyList<IPEndPoint> Endpoints => _endpoints;

    /// <summary>What it has done so far.</summary>
    public SplitDnsStatistics Statistics =>
        new(Interlocked.Read(ref _answered), Interlocked.Read(ref _failed), Interlocked.Read(ref _refused), Interlocked.Read(ref _overflowed), _inFlight.Count);

    /// <summary>Begins to answer.</summary>
    /// <param name="routes">Who is asked about which name.</param>
    /// <param name="options">How it works; null for the defaults. Not to be changed afterwards. Without endpoints it answers only through <see cref="AnswerAsync"/>.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or a name server of <paramref name="routes"/> is the forwarder itself.</exception>
    /// <exception cref="SocketException">The system gives an address not away: it is in use, or needs rights.</exception>
    public static SplitDnsResolver Start(DnsRoutes routes, SplitDnsResolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        options ??= new SplitDnsResolverOptions();
        options.Validate();
        List<DoorSockets> sockets = [];
        try
        {
            foreach (IPEndPoint endpoint in options.Endpoints)
                sockets.Add(DoorSockets.Open(endpoint, own => routes.Upstreams.Any(upstream => upstream.Servers.Any(server => IsSame(own, server)))));
            return new SplitDnsResolver(routes, options, sockets);
        }
        catch
        {
            sockets.ForEach(static each => each.Dispose());
            throw;
        }
    }

    /// <summary>Answers one message, for those who have questions otherwise than from sockets, such as the packets of a tunnel.</summary>
    /// <param name="message">The message as it came, without the length before it that TCP has.</param>
    /// <param name="isStream">Whether an answer may be as long as TCP takes it; otherwise it is cut at what the asker said that it takes.</param>
    /// <param name="cancellationToken">Gives the question up.</param>
    /// <returns>The answer; empty where none is due.</returns>
    /// <exception cref="OperationCanceledException">It was given up, or the resolver is disposed.</exception>
    public async ValueTask<byte[]> AnswerAsync(ReadOnlyMemory<byte> message, bool isStream, CancellationToken cancellationToken)
    {
        if (!TryRead(message.Span, out ClientQuery query, out byte[] refusal))
            return refusal;
        return await ResolveAsync(query, isStream, cancellationToken);
    }

    /// <summary>Stops. Questions under way are given up.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_ending)
            _disposed ??= EndAsync();
        return new ValueTask(_disposed);
    }

    /// <summary>Reads a question; where it is none, there is what to answer, empty for nothing.</summary>
    internal bool TryRead(ReadOnlySpan<byte> message, out ClientQuery query, out byte[] refusal)
    {
        bool isQuestion = ClientQuery.TryRead(message, out query, out refusal);
        if (!isQuestion)
            Interlocked.Increment(ref _refused);
        return isQuestion;
    }

    /// <summary>Answers a question.</summary>
    internal async ValueTask<byte[]> ResolveAsync(ClientQuery query, bool isStream, CancellationToken cancellationToken)
    {
        if (!_inFlight.TryEnter())
            return _ending.IsCancellationRequested ? throw new OperationCanceledException("The forwarder was disposed.") : Overflow(query);
        try
        {
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ending.Token);
            if (Routes.Select(query.Name) is not { } upstream)
            {
                Interlocked.Increment(ref _refused);
                return query.Fail(DnsCode.NameError);
            }

            UpstreamServers servers = _upstreams[upstream];
            if (!servers.Places.TryEnter())
                return Overflow(query);
            bool isCounted = false;
            try
            {
                isCounted = _same.TryEnter(query);
                if (!isCounted)
                    return Circle(query);
                UpstreamAnswer answer = await servers.AskAsync(query, ending.Token);
                Interlocked.Increment(ref _answered);
                return query.Pass(answer, MaximumLength(query, isStream));
            }
            finally
            {
                if (isCounted)
                    _same.Leave(query);
                servers.Places.Leave();
            }
        }
        catch (NameServerException failure)
        {
            Interlocked.Increment(ref _failed);
            ForwardingLog.NobodyAnswered(_logger, query.Name.ToString(), failure.Message);
            return query.Fail(DnsCode.ServerFailure, (NobodyReachable, failure.Message));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Interlocked.Increment(ref _failed);
            ForwardingLog.Broken(_logger, failure);
            return query.Fail(DnsCode.ServerFailure, (OtherError, "unexpected error"));
        }
        finally
        {
            _inFlight.Leave();
        }
    }

    /// <summary>Closes a connection for which there is no place.</summary>
    internal void TurnAway(StreamClient client)
    {
        Interlocked.Increment(ref _overflowed);
        client.Dispose();
    }

    private async Task EndAsync()
    {
        await _ending.CancelAsync();
        try
        {
            await _doors;
            await _clients.EndAsync();
            await _inFlight.EndAsync();
        }
        finally
        {
            foreach (DoorSockets sockets in _sockets)
                sockets.Dispose();
            foreach (UpstreamServers upstream in _upstreams.Values)
                await upstream.DisposeAsync();
            _ending.Dispose();
        }
    }

    private byte[] Overflow(ClientQuery query)
    {
        Interlocked.Increment(ref _overflowed);
        if (_overload.TryTell())
            ForwardingLog.Overloaded(_logger, _options.MaximumInFlight);
        return query.Fail(DnsCode.ServerFailure, (OtherError, "too many questions at once"));
    }

    private byte[] Circle(ClientQuery query)
    {
        Interlocked.Increment(ref _overflowed);
        if (_circling.TryTell())
            ForwardingLog.Circling(_logger, SameQuestions.Maximum);
        return query.Fail(DnsCode.ServerFailure, (OtherError, "the same question waits too often; perhaps a name server asks the forwarder"));
    }

    private int MaximumLength(ClientQuery query, bool isStream)
    {
        if (isStream)
            return ushort.MaxValue;
        return query.Edns is { } edns ? Math.Clamp(edns.MaximumLength, SmallestDatagram, _options.MaximumDatagramLength) : SmallestDatagram;
    }

    private static bool IsSame(IPEndPoint own, IPEndPoint server) => own.Port == server.Port && Plain(own.Address).Equals(Plain(server.Address));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
