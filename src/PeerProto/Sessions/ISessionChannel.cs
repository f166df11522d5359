namespace PeerProto.Sessions;

/// <summary>A channel to and from all peers, whatever its type.</summary>
internal interface ISessionChannel
{
    /// <summary>A message was handed to the service.</summary>
    void OnDispatched();

    /// <summary>The session has ended.</summary>
    void Complete();
}
