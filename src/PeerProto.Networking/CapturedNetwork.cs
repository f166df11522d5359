namespace PeerProto.Networking;

/// <summary>A snapshot as it was read from the system.</summary>
/// <param name="Snapshot">The interfaces.</param>
/// <param name="IsSettling">Whether an address was left out that will soon be usable.</param>
internal readonly record struct CapturedNetwork(NetworkSnapshot Snapshot, bool IsSettling);
