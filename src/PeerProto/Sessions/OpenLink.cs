namespace PeerProto.Sessions;

/// <summary>A link that is secured and ready for frames.</summary>
/// <param name="Transport">The link.</param>
/// <param name="Secured">Its stream for frames, and the key that the other side proved to hold.</param>
internal sealed record OpenLink(ITransportConnection Transport, SecuredLink Secured)
{
    /// <summary>Ends the link at once.</summary>
    public async ValueTask DiscardAsync()
    {
        Transport.Abort();
        await Transport.DisposeAsync();
    }
}
