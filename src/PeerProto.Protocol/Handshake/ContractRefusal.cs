namespace PeerProto.Protocol.Handshake;

/// <summary>Why two peers cannot talk.</summary>
/// <param name="Code">The code.</param>
/// <param name="Reason">The same for the people of this side.</param>
/// <param name="Told">The same as the other side is told.</param>
internal sealed record ContractRefusal(CloseCode Code, string Reason, string Told)
{
    /// <summary>A refusal that reads the same on both sides.</summary>
    public ContractRefusal(CloseCode code, string reason)
        : this(code, reason, reason)
    {
    }
}
