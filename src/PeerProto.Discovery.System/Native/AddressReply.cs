using System.Net;

namespace PeerProto.Discovery.Native;

/// <summary>An address of a host came, or has gone.</summary>
/// <param name="Flags"><see cref="DnsSdFlags.Add"/> when it came.</param>
/// <param name="InterfaceIndex">The interface it was seen on.</param>
/// <param name="Error">Why nothing more comes; the rest says nothing then.</param>
/// <param name="Address">The address, with the scope of its interface where it is link-local; null when there is none of the kind.</param>
internal readonly record struct AddressReply(DnsSdFlags Flags, uint InterfaceIndex, DnsSdError Error, IPAddress? Address);
