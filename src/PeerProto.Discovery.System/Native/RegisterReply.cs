namespace PeerProto.Discovery.Native;

/// <summary>A service is registered.</summary>
/// <param name="Error">Why it is not; the rest says nothing then.</param>
/// <param name="Name">The name it has now.</param>
internal readonly record struct RegisterReply(DnsSdError Error, string Name);
