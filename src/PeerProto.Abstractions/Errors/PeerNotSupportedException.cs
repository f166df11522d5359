namespace PeerProto;

/// <summary>
/// A message was sent on a channel, or a call was made, that the peer's version of the contract does not have. Nothing of it was sent, and the connection goes on.
/// <see cref="Peer.Supports"/> tells it beforehand.
/// </summary>
public sealed class PeerNotSupportedException : PeerException
{
    /// <summary>Makes an exception from its parts.</summary>
    /// <param name="id">The number of the channel or call.</param>
    /// <param name="contractVersion">The contract's version that the peer speaks.</param>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    public PeerNotSupportedException(int id, int contractVersion, string cause, string remedy)
        : base(ConnectionStage.Established, cause, remedy, null)
    {
        Id = id;
        ContractVersion = contractVersion;
    }

    /// <summary>The kind of failure: always <see cref="PeerErrorCode.NotSupported"/>.</summary>
    public PeerErrorCode Code { get; } = PeerErrorCode.NotSupported;

    /// <summary>The number of the channel or call.</summary>
    public int Id { get; }

    /// <summary>The contract's version that the peer speaks.</summary>
    public int ContractVersion { get; }
}
