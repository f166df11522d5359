using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Forwarding;

/// <summary>The servers of one upstream: asked in their order, those that failed lately after the others. Safe for concurrent use.</summary>
internal sealed class UpstreamServers : IAsyncDisposable
{
    /// <summary>How long a server that failed is asked after the others.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly DnsUpstream _upstream;
    private readonly Func<IReadOnlyList<IPEndPoint>>? _servers;
    private readonly TimeSpan _answerTimeout;
    private readonly int _attempts;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Dictionary<string, ServerState> _states = [];
    private readonly Dictionary<IPEndPoint, DatagramServer> _found = [];
    private readonly IUpstreamServer[] _fixed;

    public UpstreamServers(DnsUpstream upstream, int places, Func<IReadOnlyList<IPEndPoint>> serversOfTheSystem, SplitDnsResolverOptions options, ILogger logger)
    {
        _upstream = upstream;
        Places = new InFlightLimit(places);
        _servers = upstream.IsOfSystem ? serversOfTheSystem : null;
        _answerTimeout = options.AnswerTimeout;
        _attempts = options.MaximumAttempts;
        _timeProvider = options.TimeProvider;
        _logger = logger;
        TimeSpan patience = options.AnswerTimeout / 2; // as long as this nothing at all came: then the connection rather than one name is to blame
        _fixed = upstream.Protocol switch
        {
            DnsUpstreamProtocol.Https when upstream.Servers.Count == 0 => [new HttpsServer(upstream.Url!, address: null, UpstreamTls.For(upstream), _answerTimeout)],
            DnsUpstreamProtocol.Https => [.. upstream.Servers.Select(server => new HttpsServer(upstream.Url!, server, UpstreamTls.For(upstream), _answerTimeout))],
            DnsUpstreamProtocol.Tls when upstream.Servers.Count == 0 => [new StreamServer(new DnsEndPoint(upstream.ServerName!, DnsUpstream.TlsPort), UpstreamTls.For(upstream), patience, _timeProvider)],
            DnsUpstreamProtocol.Tls => [.. upstream.Servers.Select(server => new StreamServer(server, UpstreamTls.For(upstream), patience, _timeProvider))],
            DnsUpstreamProtocol.Tcp => [.. upstream.Servers.Select(server => new StreamServer(server, tls: null, patience, _timeProvider))],
            _ => [.. upstream.Servers.Select(server => new DatagramServer(server, patience, _timeProvider))],
        };
    }

    /// <summary>The questions that wait for this upstream.</summary>
    public InFlightLimit Places { get; }

    /// <summary>Puts a question to one after the other until one says something about the name. Where none does but one said that it cannot, that is the answer.</summary>
    /// <exception cref="NameServerException">Nobody answered.</exception>
    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, CancellationToken cancellationToken)
    {
        IUpstreamServer[] servers = InOrder();
        if (servers.Length == 0)
            throw new NameServerException($"{_upstream.Name}: this machine has no name server besides the forwarder");
        UpstreamAnswer? poor = null;
        string trouble = "";
        for (int attempt = 0; attempt < Math.Max(_attempts, servers.Length); attempt++)
        {
            IUpstreamServer server = servers[attempt % servers.Length];
            using CancellationTokenSource timeout = new(_answerTimeout, _timeProvider);
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                UpstreamAnswer answer = await server.AskAsync(query, ending.Token);
                cancellationToken.ThrowIfCancellationRequested();
                Worked(server);
                if (answer.IsAnswer)
                    return answer;
                poor = answer;
                if (attempt + 1 >= servers.Length)
                    break; // asking the same one again would give the same
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                trouble = Failed(server, $"did not answer within {_answerTimeout.TotalSeconds:0.###} s");
            }
            catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException or AuthenticationException or HttpRequestException)
            {
                trouble = Failed(server, $"cannot be asked: {(failure.InnerException ?? failure).Message.TrimEnd('.')}");
            }
        }

        return poor ?? throw new NameServerException($"{_upstream.Name}: {trouble}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IUpstreamServer server in _fixed)
            await server.DisposeAsync();
    }

    private IUpstreamServer[] InOrder()
    {
        if (_servers is null)
            return Order(_fixed);
        IReadOnlyList<IPEndPoint> asked = [.. _servers().Take(DnsUpstream.MaximumServers)];
        lock (_gate)
        {
            foreach ((IPEndPoint place, DatagramServer gone) in _found.Where(known => !asked.Contains(known.Key)).ToArray())
            {
                _found.Remove(place); // it keeps nothing, so that questions under way may go on with it
                _states.Remove(gone.Place);
            }

            foreach (IPEndPoint server in asked)
                _found.TryAdd(server, new DatagramServer(server, _answerTimeout / 2, _timeProvider));
            return Order(asked.Select(server => _found[server]));
        }
    }

    private IUpstreamServer[] Order(IEnumerable<IUpstreamServer> servers)
    {
        lock (_gate)
            return [.. servers.OrderBy(server => _states.TryGetValue(server.Place, out ServerState? state) && state.FailedAt is { } at && _timeProvider.GetElapsedTime(at) < Rest)];
    }

    private void Worked(IUpstreamServer server)
    {
        bool isTold;
        lock (_gate)
        {
            if (!_states.TryGetValue(server.Place, out ServerState? state))
                return;
            isTold = state.IsTold;
            state.FailedAt = null;
            state.IsTold = false;
        }

        if (isTold)
            ForwardingLog.ServerAnswersAgain(_logger, server.Place, _upstream.Name);
    }

    private string Failed(IUpstreamServer server, string cause)
    {
        bool isToTell;
        lock (_gate)
        {
            if (!_states.TryGetValue(server.Place, out ServerState? state))
                _states.Add(server.Place, state = new ServerState(_timeProvider));
            state.FailedAt = _timeProvider.GetTimestamp();
            isToTell = !state.IsTold && state.Told.TryTell();
            state.IsTold |= isToTell;
        }

        if (isToTell)
            ForwardingLog.ServerFailed(_logger, server.Place, _upstream.Name, cause);
        return $"{server.Place} {cause}";
    }

    /// <summary>How a server did lately.</summary>
    private sealed class ServerState(TimeProvider timeProvider)
    {
        public LogPause Told { get; } = new(timeProvider);

        public long? FailedAt { get; set; }

        public bool IsTold { get; set; }
    }
}
