using System.Net.Sockets;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Unix;

internal sealed class UnixConnection(Socket socket, PeerEndpoint local, PeerEndpoint remote, SocketLinkSettings settings) : ITransportConnection
{
    private readonly SocketLink _link = new(socket, settings);

    /// <summary>The end of a link that connected: it has no name in the file system.</summary>
    public static PeerEndpoint Unnamed { get; } = PeerEndpoint.FromName(UnixTransport.TransportName, "unnamed");

    public Stream Stream => _link.Stream;

    public PeerEndpoint LocalEndpoint => local;

    public PeerEndpoint RemoteEndpoint => remote;

    public void Abort() => _link.Abort();

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
