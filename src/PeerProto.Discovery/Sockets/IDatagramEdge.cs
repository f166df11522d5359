using System.Collections.Immutable;
using PeerProto.Discovery.Mdns;
using PeerProto.Networking;

namespace PeerProto.Discovery.Sockets;

/// <summary>Where the engine's datagrams meet a network: real sockets, or a bus in tests.</summary>
internal interface IDatagramEdge : IDisposable
{
    /// <summary>Whether an interface could not be joined when last tried, so that another <see cref="SetInterfaces"/> may bring more links.</summary>
    bool IsIncomplete { get; }

    /// <summary>Joins the multicast groups on these interfaces, leaves all others, and tells which links work.</summary>
    IReadOnlyList<MdnsLinkState> SetInterfaces(ImmutableArray<NetworkInterfaceSnapshot> interfaces);

    /// <summary>Sends a datagram. What cannot be sent is lost, as datagrams may be.</summary>
    ValueTask SendAsync(MdnsDatagram datagram, CancellationToken cancellationToken);

    /// <summary>Hands over what arrives until cancelled.</summary>
    Task ReceiveAsync(Action<ReceivedDatagram> receiver, CancellationToken cancellationToken);
}
