namespace PeerProto.Discovery.Native;

/// <summary>An instance of a service type came, or has gone.</summary>
/// <param name="Flags"><see cref="DnsSdFlags.Add"/> when it came.</param>
/// <param name="InterfaceIndex">The interface it was seen on.</param>
/// <param name="Error">Why the browse ended; the rest says nothing then.</param>
/// <param name="Name">The instance name as it is, not escaped.</param>
/// <param name="Type">The type, with a trailing dot.</param>
/// <param name="Domain">The domain, with a trailing dot.</param>
internal readonly record struct BrowseReply(DnsSdFlags Flags, uint InterfaceIndex, DnsSdError Error, string Name, string Type, string Domain);
