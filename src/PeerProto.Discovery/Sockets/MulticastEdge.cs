using System.Collections.Immutable;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Mdns;
using PeerProto.Networking;

namespace PeerProto.Discovery.Sockets;

/// <summary>The real network: a socket for each family, joined on every usable interface.</summary>
internal sealed class MulticastEdge : IDatagramEdge
{
    /// <summary>The pause after a receive error, so that a lasting one costs nothing.</summary>
    private static readonly TimeSpan ErrorPause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<AddressFamily, MulticastSocket> _sockets = [];
    private readonly HashSet<MdnsLink> _joined = [];
    private readonly HashSet<MdnsLink> _refused = [];
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Opens the sockets. One family is enough.</summary>
    /// <exception cref="DiscoveryException">Neither family can be opened.</exception>
    public MulticastEdge(TimeProvider timeProvider, ILogger logger)
    {
        _timeProvider = timeProvider;
        _logger = logger;
        SocketException? error = null;
        foreach (AddressFamily family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            try
            {
                _sockets.Add(family, new MulticastSocket(family));
            }
            catch (SocketException exception)
            {
                error ??= exception;
                DiscoveryLog.FamilyUnavailable(logger, family, exception.SocketErrorCode);
            }
        }

        if (_sockets.Count == 0)
        {
            throw new DiscoveryException(
                "opening the multicast sockets",
                new DiscoveryDiagnosis(
                    error!.SocketErrorCode == SocketError.AddressAlreadyInUse ? DiscoveryProblem.PortInUse : DiscoveryProblem.Unknown,
                    $"The system refused port {MdnsNames.Port} for both IPv4 and IPv6 ({error.SocketErrorCode})",
                    "Check that no program holds the port for itself alone, and that this program may use the local network"),
                error);
        }
    }

    public bool IsIncomplete => _refused.Count > 0;

    public IReadOnlyList<MdnsLinkState> SetInterfaces(ImmutableArray<NetworkInterfaceSnapshot> interfaces)
    {
        List<MdnsLinkState> wanted = [.. interfaces.SelectMany(LinksOf).Where(state => _sockets.ContainsKey(state.Link.Family))];
        foreach (MdnsLink gone in _joined.Where(link => !wanted.Exists(state => state.Link == link)).ToArray())
        {
            _joined.Remove(gone);
            TryLeave(gone);
        }

        _refused.RemoveWhere(link => !wanted.Exists(state => state.Link == link));
        wanted.RemoveAll(state => !_joined.Contains(state.Link) && !TryJoin(state.Link));
        return wanted;
    }

    public async ValueTask SendAsync(MdnsDatagram datagram, CancellationToken cancellationToken)
    {
        if (!_joined.Contains(datagram.Link))
            return;

        try
        {
            await _sockets[datagram.Link.Family].SendAsync(datagram, cancellationToken);
        }
        catch (SocketException exception)
        {
            DiscoveryLog.SendFailed(_logger, datagram.Link, exception.SocketErrorCode);
        }
    }

    public Task ReceiveAsync(Action<ReceivedDatagram> receiver, CancellationToken cancellationToken) =>
        Task.WhenAll(_sockets.Values.Select(socket => ReceiveAsync(socket.ReceiveAsync, receiver, cancellationToken)));

    public void Dispose()
    {
        foreach (MulticastSocket socket in _sockets.Values)
            socket.Dispose();
    }

    /// <summary>Hands over what a socket receives until cancelled.</summary>
    internal async Task ReceiveAsync(Func<CancellationToken, ValueTask<ReceivedDatagram?>> receive, Action<ReceivedDatagram> receiver, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await receive(cancellationToken) is { } datagram)
                    receiver(datagram);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
            {
                // Somebody does not want what was sent to it. That says nothing about receiving, and whoever provokes it must not slow that down.
                DiscoveryLog.Unwanted(_logger);
            }
            catch (SocketException exception)
            {
                DiscoveryLog.ReceiveFailed(_logger, exception.SocketErrorCode);
                await Task.Delay(ErrorPause, _timeProvider, cancellationToken);
            }
        }
    }

    /// <summary>
    /// A family is served where the interface has an address of it to send from; for IPv6 a link-local one. Linux carries no IPv6 multicast on
    /// loopback, so that is left to IPv4.
    /// </summary>
    private static IEnumerable<MdnsLinkState> LinksOf(NetworkInterfaceSnapshot network)
    {
        if (network.Addresses.Any(address => !address.IsIPv6))
            yield return new MdnsLinkState(new MdnsLink(network.Index, AddressFamily.InterNetwork), network.Addresses);
        if (!network.IsLoopback && network.Addresses.Any(address => address.Address.IsIPv6LinkLocal))
            yield return new MdnsLinkState(new MdnsLink(network.Index, AddressFamily.InterNetworkV6), network.Addresses);
    }

    private bool TryJoin(MdnsLink link)
    {
        try
        {
            _sockets[link.Family].Join(link.InterfaceIndex);
            _joined.Add(link);
            _refused.Remove(link);
            DiscoveryLog.LinkJoined(_logger, link);
            return true;
        }
        catch (SocketException exception)
        {
            if (_refused.Add(link))
                DiscoveryLog.JoinFailed(_logger, link, exception.SocketErrorCode);
            return false;
        }
    }

    private void TryLeave(MdnsLink link)
    {
        try
        {
            _sockets[link.Family].Leave(link.InterfaceIndex);
        }
        catch (SocketException exception)
        {
            // An interface that vanished took its membership along.
            DiscoveryLog.LeaveFailed(_logger, link, exception.SocketErrorCode);
        }
    }
}
