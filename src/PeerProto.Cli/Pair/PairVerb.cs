namespace PeerProto.Cli.Pair;

/// <summary>The verbs of <c>peerproto pair</c>, without console.</summary>
internal sealed class PairVerb(PeerTrustStore store, IPairOutput output)
{
    /// <summary>Invites, and waits for the device that joins.</summary>
    public Task<int> InviteAsync(PeerIdentity identity, PairingWay way, PairingOptions options, CancellationToken cancellationToken) => PairAsync(async () =>
    {
        await using PeerInvitation invitation = await PeerPairing.InviteAsync(identity, store, way, options, cancellationToken);
        output.Invited(invitation);
        return await invitation.Completion.WaitAsync(cancellationToken);
    });

    /// <summary>Joins a device that shows a ticket.</summary>
    public Task<int> JoinAsync(PeerIdentity identity, PairingTicket ticket, PairingOptions options, CancellationToken cancellationToken) =>
        PairAsync(() => PeerPairing.JoinAsync(identity, store, ticket, options, cancellationToken));

    /// <summary>Joins a device that invites at an endpoint, or, without one, the first that is found to invite in this way.</summary>
    public Task<int> JoinAsync(PeerIdentity identity, PeerEndpoint? endpoint, PairingWay way, PairingOptions options, CancellationToken cancellationToken) => PairAsync(async () =>
    {
        endpoint ??= await FindAsync(way, options, cancellationToken);
        return await PeerPairing.JoinAsync(identity, store, endpoint, way, options, cancellationToken);
    });

    /// <summary>Lists the devices in the store.</summary>
    public int List()
    {
        foreach (TrustedPeer peer in store.Peers)
            output.Listed(peer);
        return store.Peers.Count > 0 ? ExitCodes.Success : ExitCodes.Nothing;
    }

    /// <summary>Gives a device another name.</summary>
    public async Task<int> RenameAsync(string which, string name, CancellationToken cancellationToken)
    {
        if (Find(which) is not { } peer || !await store.RenameAsync(peer.Key, name, cancellationToken))
            return ExitCodes.Nothing;
        output.Changed(store.Find(peer.Key) ?? peer, "renamed");
        return ExitCodes.Success;
    }

    /// <summary>Trusts a device no more.</summary>
    public async Task<int> RevokeAsync(string which, CancellationToken cancellationToken)
    {
        if (Find(which) is not { } peer || !await store.RevokeAsync(peer.Key, cancellationToken))
            return ExitCodes.Nothing;
        output.Changed(peer, "revoked");
        return ExitCodes.Success;
    }

    private async Task<PeerEndpoint> FindAsync(PairingWay way, PairingOptions options, CancellationToken cancellationToken)
    {
        await foreach (FoundInvitation found in PeerPairing.FindAsync(options, cancellationToken))
        {
            if (found.Way != way || found.Endpoints.Count == 0)
                continue;
            output.Found(found);
            return found.Endpoints[0];
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>The one device whose name it is or whose fingerprint begins so.</summary>
    private TrustedPeer? Find(string which)
    {
        TrustedPeer[] found = [.. store.Peers.Where(peer => peer.Name == which || (which.Length > 0 && peer.Key.ToString().StartsWith(which, StringComparison.OrdinalIgnoreCase)))];
        if (found is [var only])
            return only;
        output.Failed(
            found.Length == 0 ? "NotFound" : "Ambiguous", found.Length == 0 ? $"No device is called '{which}' or has such a fingerprint" : $"{found.Length} devices are called '{which}' or have such a fingerprint",
            "See 'peerproto pair list', and give more of the fingerprint");
        return null;
    }

    private async Task<int> PairAsync(Func<Task<TrustedPeer>> pair)
    {
        try
        {
            output.Paired(await pair());
            return ExitCodes.Success;
        }
        catch (PeerConnectionException failure)
        {
            output.Failed(failure.Diagnosis.Code.ToString(), failure.Cause, failure.Remedy);
        }
        catch (OperationCanceledException)
        {
            output.Failed("Cancelled", "Nobody was found in time, or it was interrupted", "Check that the other device invites in the same way and is on the same network, or give its endpoint");
        }

        return ExitCodes.Nothing;
    }
}
