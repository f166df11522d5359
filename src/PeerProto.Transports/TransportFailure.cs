using System.Net.Sockets;

namespace PeerProto.Transports;

/// <summary>The one place that turns what a system reports about a link into stage, cause and remedy.</summary>
internal static class TransportFailure
{
    public static PeerConnectionException NotSupported(PeerEndpoint endpoint, string transport, string form) => new(
        ConnectionStage.Connect,
        PeerErrorCode.EndpointNotSupported,
        $"The transport '{transport}' cannot reach {endpoint}",
        $"Give it an endpoint of the form {form}, or add a transport for '{endpoint.Transport}'");

    public static PeerConnectionException NameNotFound(PeerEndpoint endpoint, Exception? failure) => new(
        ConnectionStage.Resolve,
        PeerErrorCode.NameNotFound,
        failure is SocketException { SocketErrorCode: SocketError.TryAgain }
            ? $"No name server could be asked about '{endpoint.Host}'"
            : $"The name '{endpoint.Host}' has no address",
        "Check the spelling and the name server, or use an IP address",
        failure);

    public static PeerConnectionException ResolveTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => new(
        ConnectionStage.Resolve,
        PeerErrorCode.TimedOut,
        $"The name '{endpoint.Host}' was not resolved within {deadline.TotalSeconds:0.###} s",
        "Check the name server, use an IP address, or raise TcpTransportOptions.ResolveDeadline");

    public static PeerConnectionException ConnectTimedOut(PeerEndpoint endpoint, TimeSpan deadline) => new(
        ConnectionStage.Connect,
        PeerErrorCode.TimedOut,
        $"Nothing came back from {endpoint} within {deadline.TotalSeconds:0.###} s",
        "Let the firewall of the peer's machine take the port, and check that its machine is on and still has that address; or raise TcpTransportOptions.ConnectDeadline");

    public static PeerConnectionException ScopeMissing(PeerEndpoint endpoint) => new(
        ConnectionStage.Connect,
        PeerErrorCode.Unreachable,
        $"{endpoint} is a link-local address without the interface that it lives on",
        "Add the interface, as in tcp://[fe80::1%eth0]:port");

    public static PeerConnectionException Connect(PeerEndpoint endpoint, SocketException failure, Exception? details) => failure.SocketErrorCode switch
    {
        SocketError.ConnectionRefused when ListenersHere.ElsewhereThan(endpoint) is { } elsewhere => new(
            ConnectionStage.Connect, PeerErrorCode.ConnectionRefused, $"{endpoint} refused: what listens at that port of this machine does so at {elsewhere} only",
            "Let it listen on all addresses, or connect to the address that it listens at", details ?? failure, PeerDiagnosisCode.ListenerElsewhere),
        SocketError.ConnectionRefused => new(
            ConnectionStage.Connect, PeerErrorCode.ConnectionRefused, $"{endpoint} refused: nobody listens there",
            "Check that the peer runs, that the port is right, and that it listens on all addresses of its machine, not on one of another interface", details ?? failure),
        SocketError.HostUnreachable or SocketError.HostDown => new(
            ConnectionStage.Connect, PeerErrorCode.Unreachable, $"Nothing answers for the address of {endpoint}, or a firewall on the way turned it away ({failure.SocketErrorCode})",
            "Check that the peer's machine is on and on the same network, that this is its address now, and what the firewalls do", details ?? failure),
        SocketError.AddressNotAvailable when endpoint.Address is { } place && LocalPorts.AreThereAddressesFor(place) => new(
            ConnectionStage.Connect, PeerErrorCode.ResourceExhausted, $"No local port was left to connect to {endpoint}",
            "Close connections, or widen the system's range of ports for them (net.ipv4.ip_local_port_range on Linux)", details ?? failure),
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => new(
            ConnectionStage.Connect, PeerErrorCode.Unreachable, $"No path leads from this machine to {endpoint} ({failure.SocketErrorCode})",
            "Check that this machine is on the peer's network, and that it has an address of that family", details ?? failure),
        SocketError.TimedOut => new(
            ConnectionStage.Connect, PeerErrorCode.TimedOut, $"Nothing came back from {endpoint} as long as the system waits",
            "Let the firewall of the peer's machine take the port, and check that its machine is on and still has that address", details ?? failure),
        SocketError.AccessDenied => new(
            ConnectionStage.Connect, PeerErrorCode.PermissionDenied, $"The system does not let this program connect to {endpoint}",
            "Check this machine's firewall and routes, and the program's permission to use the network", details ?? failure),
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => new(
            ConnectionStage.Connect, PeerErrorCode.ResourceExhausted, $"No socket was left to connect to {endpoint} ({failure.SocketErrorCode})",
            "Close connections, or raise the limit of open files", details ?? failure),
        SocketError.ConnectionReset => new(
            ConnectionStage.Connect, PeerErrorCode.ConnectionLost, $"{endpoint} ended the connection while it was being made",
            "Try again", details ?? failure),
        _ => new(
            ConnectionStage.Connect, PeerErrorCode.Unknown, $"Connecting to {endpoint} failed ({failure.SocketErrorCode})",
            "See the inner exception", details ?? failure),
    };

    public static PeerConnectionException UpgradeRefused(PeerEndpoint endpoint, string wrong) => new(
        ConnectionStage.Upgrade,
        PeerErrorCode.UpgradeRefused,
        $"{endpoint} {wrong}",
        "Check that a peer listens there for WebSocket, under this path, and that its security is the same as here");

    public static PeerConnectionException UpgradeNotTaken(PeerEndpoint remote, int status, string why) => new(
        ConnectionStage.Upgrade,
        PeerErrorCode.UpgradeRefused,
        $"{remote} asked for something other than a link and got the status {status}: {why.TrimEnd('.')}",
        "Nothing, if it is a stranger; a peer of yours has to use the listener's path, and a web page an origin of WebSocketOptions.AllowedOrigins");

    public static PeerConnectionException UpgradeLost(PeerEndpoint remote, Exception failure) => new(
        ConnectionStage.Upgrade,
        PeerErrorCode.ConnectionLost,
        $"{remote} ended the connection before the first frame",
        "Check that a peer listens there, with the same security as here",
        failure);

    public static PeerConnectionException Listen(string place, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new(
            ConnectionStage.Connect, PeerErrorCode.AddressInUse, $"Something listens on {place} already",
            "Choose another port, or 0 for any free one", failure),
        SocketError.AddressNotAvailable => new(
            ConnectionStage.Connect, PeerErrorCode.AddressNotAvailable, $"The address of {place} does not belong to this machine",
            "Listen on an address that the machine has, or on all of them", failure),
        SocketError.AccessDenied => new(
            ConnectionStage.Connect, PeerErrorCode.PermissionDenied, $"The system does not let this program listen on {place}",
            "Choose a port of 1024 or above, or 0 for any free one", failure),
        _ => new(
            ConnectionStage.Connect, PeerErrorCode.Unknown, $"Listening on {place} failed ({failure.SocketErrorCode})",
            "See the inner exception", failure),
    };
}
