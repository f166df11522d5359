namespace PeerProto.Sessions;

/// <summary>A channel to and from all peers, whatever its type.</summary>
internal interface ISessionChannel
{
    /// <summary>A message was handed to the service.</summary>
    void OnDispatched();

    /// <summary>Messages were dropped, as the channel's settings have it.</summary>
    void OnDropped(long messages);

    /// <summary>The session has ended.</summary>
    void Complete();
}
