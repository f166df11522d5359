using Microsoft.Extensions.Logging;

namespace PeerProto.Sessions;

/// <summary>What a session's transport providers came to: the transports that can be used here, in the order of preference, and why the others cannot.</summary>
internal sealed class SessionTransports
{
    private SessionTransports(IReadOnlyList<ITransport> usable, IReadOnlyList<UnusableTransport> unusable)
    {
        Usable = usable;
        Unusable = unusable;
    }

    public IReadOnlyList<ITransport> Usable { get; }

    public IReadOnlyList<UnusableTransport> Unusable { get; }

    /// <summary>Makes the transports. One that the platform lacks is passed over, unless it is the only one.</summary>
    public static SessionTransports Create(IEnumerable<ITransportProvider> providers, TransportSetup setup, ILogger logger)
    {
        List<ITransport> usable = [];
        List<UnusableTransport> unusable = [];
        foreach (ITransportProvider provider in providers)
        {
            try
            {
                usable.Add(provider.Create(setup));
            }
            catch (PeerConnectionException reason) when (reason.Code == PeerErrorCode.NotSupported)
            {
                SessionLog.TransportNotSupported(logger, provider.Name, reason.Message);
                unusable.Add(new UnusableTransport(provider.Name, reason));
            }
        }

        return usable.Count > 0 ? new SessionTransports(usable, unusable) : throw unusable[0].Reason;
    }

    /// <summary>The first transport that can try an endpoint, or null.</summary>
    public ITransport? Find(PeerEndpoint endpoint) => Usable.FirstOrDefault(transport => transport.CanReach(endpoint));

    /// <summary>The transport that can try an endpoint.</summary>
    /// <exception cref="PeerConnectionException">There is none.</exception>
    public ITransport Get(PeerEndpoint endpoint)
    {
        if (Find(endpoint) is { } transport)
            return transport;
        throw Unusable.FirstOrDefault(candidate => candidate.Name == endpoint.Transport)?.Reason ?? new PeerConnectionException(
            ConnectionStage.Connect,
            PeerErrorCode.EndpointNotSupported,
            $"None of the session's transports ({string.Join(", ", Usable.Select(candidate => candidate.Name))}) can reach {endpoint}",
            $"Add a provider of '{endpoint.Transport}' to PeerSessionOptions.Transports, or use another endpoint of the peer");
    }
}
