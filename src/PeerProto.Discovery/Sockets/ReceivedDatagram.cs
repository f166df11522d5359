using System.Net;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery.Sockets;

/// <summary>A datagram as it arrived.</summary>
/// <param name="Link">The link it came on.</param>
/// <param name="Source">Who sent it.</param>
/// <param name="IsMulticast">Whether it was sent to the group.</param>
/// <param name="Bytes">Its bytes; the receiver may keep them.</param>
internal readonly record struct ReceivedDatagram(MdnsLink Link, IPEndPoint Source, bool IsMulticast, byte[] Bytes);
