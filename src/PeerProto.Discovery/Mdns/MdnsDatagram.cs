using System.Net;

namespace PeerProto.Discovery.Mdns;

/// <summary>Bytes to send.</summary>
/// <param name="Link">The link to send on.</param>
/// <param name="Destination">Where to; <see langword="null"/> is the link's multicast group.</param>
/// <param name="Bytes">The message.</param>
internal readonly record struct MdnsDatagram(MdnsLink Link, IPEndPoint? Destination, byte[] Bytes);
