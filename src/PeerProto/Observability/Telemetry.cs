using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace PeerProto.Observability;

/// <summary>Where spans and measurements go, and the words in them: those of OpenTelemetry's conventions where it has one, <c>peerproto.…</c> elsewhere.</summary>
internal static class Telemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "PeerProto";

    /// <summary>The value of <see cref="RpcSystem"/> and <see cref="MessagingSystem"/>, and the name of the protocol.</summary>
    public const string System = "peerproto";

    public const string RpcSystem = "rpc.system.name";
    public const string RpcMethod = "rpc.method";
    public const string RpcStatus = "rpc.response.status_code";
    public const string MessagingSystem = "messaging.system";
    public const string MessagingOperation = "messaging.operation.name";
    public const string MessagingOperationType = "messaging.operation.type";
    public const string MessagingDestination = "messaging.destination.name";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string NetworkTransport = "network.transport";
    public const string NetworkProtocol = "network.protocol.name";
    public const string NetworkPeerAddress = "network.peer.address";
    public const string NetworkPeerPort = "network.peer.port";
    public const string NetworkDirection = "network.io.direction";
    public const string PeerId = "peerproto.peer.id";
    public const string ConnectionState = "peerproto.connection.state";
    public const string DropReason = "peerproto.drop.reason";
    public const string StallCause = "peerproto.stall.cause";
    public const string ConnectionStage = "peerproto.connection.stage";

    /// <summary>The value of <see cref="RpcStatus"/> for a call that has not failed.</summary>
    public const string Success = "Ok";

    public const string Send = "send";
    public const string Process = "process";
    public const string Transmit = "transmit";
    public const string Receive = "receive";

    private static readonly string Version =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The source of spans. Nothing is made while nobody listens to it.</summary>
    public static ActivitySource Source { get; } = new(Name, Version);

    public static Meter Meter { get; } = new(Name, Version);

    /// <summary>The value of <see cref="NetworkTransport"/> for a transport: what carries it, since a WebSocket is one over TCP.</summary>
    public static string TransportOf(PeerEndpoint endpoint) => endpoint.Transport is "ws" or "wss" ? "tcp" : endpoint.Transport;

    /// <summary>What a span says of the link it went over.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> LinkTags(PeerEndpoint remote)
    {
        yield return new(NetworkTransport, TransportOf(remote));
        yield return new(NetworkProtocol, System);
        if (remote.Address is not { } address)
            yield break;
        yield return new(NetworkPeerAddress, address.Address.ToString());
        yield return new(NetworkPeerPort, address.Port);
    }

    /// <summary>What a span says of the side it asks something of.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> ServerTags(PeerEndpoint remote)
    {
        string address = remote.Host.Length > 0 ? remote.Host : remote.Path ?? "";
        if (address.Length > 0)
            yield return new(ServerAddress, address);
        if (remote.Port > 0)
            yield return new(ServerPort, remote.Port);
    }
}
