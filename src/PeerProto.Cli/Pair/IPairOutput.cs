namespace PeerProto.Cli.Pair;

/// <summary>A way of showing what comes of a pairing.</summary>
internal interface IPairOutput
{
    /// <summary>This device invites.</summary>
    void Invited(PeerInvitation invitation);

    /// <summary>An invitation was found.</summary>
    void Found(FoundInvitation invitation);

    /// <summary>Two devices are paired.</summary>
    void Paired(TrustedPeer peer);

    /// <summary>A device that is in the store.</summary>
    void Listed(TrustedPeer peer);

    /// <summary>A device in the store was renamed or revoked.</summary>
    void Changed(TrustedPeer peer, string what);

    /// <summary>It came to nothing.</summary>
    void Failed(string code, string cause, string remedy);
}
