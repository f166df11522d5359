namespace PeerProto.Transports.Sockets;

/// <summary>How long an <see cref="AddressDialer{TConnection}"/> takes.</summary>
/// <param name="Resolve">The longest wait for the addresses of a name.</param>
/// <param name="Connect">The longest wait for a connection, over all addresses.</param>
/// <param name="HeadStart">How long one address is tried before the next joins in.</param>
internal readonly record struct DialDeadlines(TimeSpan Resolve, TimeSpan Connect, TimeSpan HeadStart);
