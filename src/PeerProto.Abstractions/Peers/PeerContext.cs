namespace PeerProto;

/// <summary>Who is calling.</summary>
/// <param name="Caller">The calling peer.</param>
public readonly record struct PeerContext(Peer Caller)
{
    /// <summary>
    /// When the call has to end; its cancellation token is signalled then. Hand it on to a call that this one needs, and that ends in time too. <see cref="PeerDeadline.None"/> where
    /// the caller has set none.
    /// </summary>
    public PeerDeadline Deadline { get; init; }
}
