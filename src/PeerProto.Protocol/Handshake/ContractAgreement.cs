namespace PeerProto.Protocol.Handshake;

/// <summary>Whether two peers can talk, from what they say in their hellos.</summary>
public static class ContractAgreement
{
    /// <summary>Compares two hellos.</summary>
    /// <param name="local">What this side said.</param>
    /// <param name="remote">What the other side said.</param>
    /// <param name="code">Why they cannot talk, else <see cref="CloseCode.None"/>.</param>
    /// <param name="reason">The same for people; both versions and fingerprints are named.</param>
    /// <returns>Whether they can talk.</returns>
    public static bool TryAgree(Hello local, Hello remote, out CloseCode code, out string reason)
    {
        code = CloseCode.None;
        reason = "";
        if (local.WireVersion != remote.WireVersion)
        {
            code = CloseCode.WireVersionMismatch;
            reason = $"the peer speaks wire version {remote.WireVersion}, this app {local.WireVersion}";
        }
        else if (local.Contract != remote.Contract)
        {
            code = CloseCode.ContractMismatch;
            reason = $"the peer speaks contract '{remote.Contract}', this app '{local.Contract}'";
        }
        else if (!local.Fingerprint.Span.SequenceEqual(remote.Fingerprint.Span))
        {
            code = CloseCode.ContractMismatch;
            reason = $"the peer speaks contract '{remote.Contract}' version {remote.ContractVersion} ({Convert.ToHexStringLower(remote.Fingerprint.Span)}), "
                + $"this app version {local.ContractVersion} ({Convert.ToHexStringLower(local.Fingerprint.Span)})";
        }

        return code == CloseCode.None;
    }
}
