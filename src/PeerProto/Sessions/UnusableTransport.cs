namespace PeerProto.Sessions;

/// <summary>A transport that cannot be used on this platform.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why not, and what to do about it.</param>
internal sealed record UnusableTransport(string Name, PeerConnectionException Reason);
