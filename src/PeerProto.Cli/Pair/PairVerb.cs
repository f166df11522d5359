namespace PeerProto.Cli.Pair;

/// <summary>The verbs of <c>peerproto pair</c>, without console.</summary>
internal sealed class PairVerb(PeerTrustStore store, IPairOutput output)
{
    private const int MaximumFound = 16;

    // Once one is found, others may follow: whoever is first need not be the right one.
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    /// <summary>Invites, and waits for the device that joins.</summary>
    public Task<int> InviteAsync(PeerIdentity identity, PairingWay way, PairingOptions options, CancellationToken cancellationToken) => PairAsync(async () =>
    {
        await using PeerInvitation invitation = await PeerPairing.InviteAsync(identity, store, way, options, cancellationToken);
        output.Invited(invitation);
        return await invitation.Completion.WaitAsync(cancellationToken);
    });

    /// <summary>Joins a device that shows a ticket.</summary>
    public Task<int> JoinAsync(PeerIdentity identity, PairingTicket ticket, PairingOptions options, CancellationToken cancellationToken) =>
        PairAsync(async () => await PeerPairing.JoinAsync(identity, store, ticket, options, cancellationToken));

    /// <summary>Joins a device that invites at an endpoint.</summary>
    public Task<int> JoinAsync(PeerIdentity identity, PeerEndpoint endpoint, PairingWay way, PairingOptions options, CancellationToken cancellationToken) =>
        PairAsync(async () => await PeerPairing.JoinAsync(identity, store, endpoint, way, options, cancellationToken));

    /// <summary>Looks for a device that invites in this way, and joins it. Where several do, it says which, and joins none.</summary>
    /// <param name="identity">Who this device is.</param>
    /// <param name="name">The name under which the other device invites, or null for the only one that does.</param>
    /// <param name="way">How to pair.</param>
    /// <param name="options">What else there is to say.</param>
    /// <param name="cancellationToken">Ends the search and the pairing.</param>
    public Task<int> FindAndJoinAsync(PeerIdentity identity, string? name, PairingWay way, PairingOptions options, CancellationToken cancellationToken) => PairAsync(async () =>
    {
        IReadOnlyCollection<FoundInvitation> found = await FindAsync(way, name, options, cancellationToken);
        foreach (FoundInvitation invitation in found)
            output.Found(invitation);
        if (found.Count == 1)
            return await PeerPairing.JoinAsync(identity, store, found.First().Endpoints[0], way, options, cancellationToken);
        output.Failed("Ambiguous", $"{found.Count} devices invite in this way", "Give the name that the right one shows, as in 'peerproto pair join <name>', or its endpoint");
        return null;
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

    private static async Task<IReadOnlyCollection<FoundInvitation>> FindAsync(PairingWay way, string? name, PairingOptions options, CancellationToken cancellationToken)
    {
        Dictionary<string, FoundInvitation> found = [];
        using CancellationTokenSource enough = new(Timeout.InfiniteTimeSpan, options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough.Token);
        try
        {
            await foreach (FoundInvitation invitation in PeerPairing.FindAsync(options, ending.Token))
            {
                if (invitation.Way != way || invitation.Endpoints.Count == 0 || (name is not null && invitation.InstanceName != name))
                    continue;
                if (found.Count == 0)
                    enough.CancelAfter(Gathering);
                found[invitation.InstanceName] = invitation;
                if (name is not null || found.Count == MaximumFound)
                    break;
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // those that invite are found
        }

        cancellationToken.ThrowIfCancellationRequested();
        return found.Count > 0 ? found.Values : throw new OperationCanceledException("The search ended without a find.");
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

    private async Task<int> PairAsync(Func<Task<TrustedPeer?>> pair)
    {
        try
        {
            if (await pair() is not { } peer)
                return ExitCodes.Nothing;
            output.Paired(peer);
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
