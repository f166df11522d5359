namespace PeerProto.Discovery.WideArea;

/// <summary>No name server gave an answer.</summary>
/// <param name="cause">Why, as a sentence without its full stop.</param>
internal sealed class NameServerException(string cause) : Exception(cause);
