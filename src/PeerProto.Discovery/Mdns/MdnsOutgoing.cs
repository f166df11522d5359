using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>A message to send, not yet packed into datagrams.</summary>
/// <param name="Link">The link to send on.</param>
/// <param name="Destination">Where to; <see langword="null"/> is the link's multicast group.</param>
/// <param name="Message">The message.</param>
/// <param name="Compression">How names are written.</param>
internal readonly record struct MdnsOutgoing(
    MdnsLink Link, IPEndPoint? Destination, DnsMessage Message, DnsNameCompression Compression = DnsNameCompression.Full);
