namespace PeerProto.Sessions;

/// <summary>
/// Decides in which order the ways to a peer are tried. Transports take turns, each with its next address, so that a transport that is blocked costs one head start and not one for each
/// address of the peer.
/// </summary>
internal static class DialPlan
{
    /// <summary>How many ways to one peer are tried; what advertises may list any number.</summary>
    public const int MaximumCandidates = 32;

    /// <summary>Orders endpoints.</summary>
    /// <param name="endpoints">The endpoints of one peer; those that no transport reaches are left out.</param>
    /// <param name="transports">The session's transports.</param>
    /// <param name="first">The name of the transport to try first, or null.</param>
    public static IReadOnlyList<LinkCandidate> Of(IEnumerable<PeerEndpoint> endpoints, SessionTransports transports, string? first)
    {
        // One turn for each transport and kind of link: a TCP transport reaches ws:// too, and does so after tcp://.
        List<List<LinkCandidate>> turns = [.. endpoints
            .Select(endpoint => (Endpoint: endpoint, Transport: transports.Find(endpoint)))
            .Where(static way => way.Transport is not null)
            .GroupBy(static way => (way.Transport, way.Endpoint.Transport))
            .OrderBy(turn => turn.Key.Item2 == first ? 0 : 1)
            .ThenBy(turn => IndexOf(transports.Usable, turn.Key.Item1!))
            .ThenBy(static turn => turn.Key.Item1!.Name == turn.Key.Item2 ? 0 : 1)
            .Select(static turn => turn.Select(static way => new LinkCandidate(way.Transport!, way.Endpoint)).ToList())];
        List<LinkCandidate> plan = [];
        for (int round = 0; plan.Count < MaximumCandidates && turns.Exists(turn => turn.Count > round); round++)
            plan.AddRange(turns.Where(turn => turn.Count > round).Select(turn => turn[round]).Take(MaximumCandidates - plan.Count));
        return plan;
    }

    private static int IndexOf(IReadOnlyList<ITransport> transports, ITransport transport)
    {
        for (int i = 0; i < transports.Count; i++)
        {
            if (ReferenceEquals(transports[i], transport))
                return i;
        }

        return transports.Count;
    }
}
