namespace PeerProto.Apple;

/// <summary>
/// Stands in for Apple's ThreadNetwork service, so that an app's code runs and is tested on any system: what every team stored, a preferred network, a user who is asked, and the errors that
/// the framework gives. What it does follows Apple's headers and documentation; it was not compared with a device.
/// </summary>
/// <param name="timeProvider">Tells when something was stored; the system's clock when left out.</param>
public sealed class FakeThreadService(TimeProvider? timeProvider = null)
{
    /// <summary>How many border agents there can be credentials of.</summary>
    public const int MaximumCredentials = 256;

    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly Dictionary<BorderAgentId, (string Team, ThreadCredentials Credentials)> _stored = [];

    /// <summary>Whether the service answers. When not, everything fails as on a Mac, with 4097.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>The user: whether a request of a team for the credentials of others is allowed. Everything is, by default.</summary>
    public Func<string, bool> Asks { get; set; } = static _ => true;

    /// <summary>Whether a border agent is on the local network, without which nothing is stored for it. All are, by default.</summary>
    public Func<BorderAgentId, bool> IsOnNetwork { get; set; } = static _ => true;

    /// <summary>The extended PAN identifier of the preferred network; null when there is none.</summary>
    public ulong? PreferredExtendedPanId { get; set; }

    /// <summary>Makes the store that an app of a team sees.</summary>
    /// <param name="teamId">The team.</param>
    /// <param name="isEntitled">Whether the app has the entitlement. Without it everything but <see cref="IThreadCredentialStore.HasPreferredAsync"/> fails with 4099.</param>
    public IThreadCredentialStore CreateClient(string teamId, bool isEntitled = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(teamId);
        return new Client(this, teamId, isEntitled);
    }

    private sealed class Client(FakeThreadService service, string team, bool isEntitled) : IThreadCredentialStore
    {
        public ValueTask StoreAsync(BorderAgentId borderAgent, ThreadDataset dataset, CancellationToken cancellationToken) => new(Do(() =>
        {
            ArgumentNullException.ThrowIfNull(borderAgent);
            ThreadCredentialFailure.RefuseUnlessStorable(dataset);
            if (!service.IsOnNetwork(borderAgent))
                throw ThreadCredentialFailure.NotFound(borderAgent);
            lock (service._gate)
            {
                DateTimeOffset now = service._time.GetUtcNow();
                if (service._stored.TryGetValue(borderAgent, out var old) && old.Team != team)
                    throw ThreadCredentialFailure.OtherTeam();
                if (old.Team is null && service._stored.Count >= MaximumCredentials)
                    throw ThreadCredentialFailure.Full(MaximumCredentials);
                service._stored[borderAgent] = (team, new ThreadCredentials(borderAgent, dataset, old.Credentials?.CreatedAt ?? now, now));
            }

            return true;
        }, cancellationToken).AsTask());

        public ValueTask<bool> DeleteAsync(BorderAgentId borderAgent, CancellationToken cancellationToken) => Do(() =>
        {
            ArgumentNullException.ThrowIfNull(borderAgent);
            lock (service._gate)
            {
                if (!service._stored.TryGetValue(borderAgent, out var stored))
                    return false;
                return stored.Team == team ? service._stored.Remove(borderAgent) : throw ThreadCredentialFailure.OtherTeam();
            }
        }, cancellationToken);

        public ValueTask<ThreadCredentials?> FindAsync(BorderAgentId borderAgent, CancellationToken cancellationToken) => Do(() =>
        {
            ArgumentNullException.ThrowIfNull(borderAgent);
            lock (service._gate)
                return service._stored.TryGetValue(borderAgent, out var stored) && stored.Team == team ? stored.Credentials : null;
        }, cancellationToken);

        public ValueTask<ThreadCredentials?> FindByExtendedPanIdAsync(ulong extendedPanId, CancellationToken cancellationToken) =>
            Do(() => Ask(() => OfNetwork(extendedPanId)), cancellationToken);

        public ValueTask<IReadOnlyList<ThreadCredentials>> ListAsync(CancellationToken cancellationToken) => Do<IReadOnlyList<ThreadCredentials>>(() =>
        {
            lock (service._gate)
                return [.. service._stored.Values.Where(stored => stored.Team == team).Select(stored => stored.Credentials)];
        }, cancellationToken);

        public ValueTask<bool> HasPreferredAsync(CancellationToken cancellationToken) =>
            Do(() => service.PreferredExtendedPanId is { } id && OfNetwork(id) is not null, cancellationToken, needsEntitlement: false);

        public ValueTask<ThreadCredentials?> GetPreferredAsync(CancellationToken cancellationToken) =>
            Do(() => Ask(() => service.PreferredExtendedPanId is { } id ? OfNetwork(id) : null), cancellationToken);

        public ValueTask<bool> IsPreferredAsync(ThreadDataset dataset, CancellationToken cancellationToken) => Do(() =>
        {
            ArgumentNullException.ThrowIfNull(dataset);
            return service.PreferredExtendedPanId is { } id && OfNetwork(id)?.Dataset.HasSameContent(dataset) == true;
        }, cancellationToken);

        private ThreadCredentials? Ask(Func<ThreadCredentials?> get) => service.Asks(team) ? get() : throw ThreadCredentialFailure.Denied();

        private ThreadCredentials? OfNetwork(ulong extendedPanId)
        {
            lock (service._gate)
                return service._stored.Values.Select(stored => stored.Credentials).FirstOrDefault(credentials => credentials.Dataset.ExtendedPanId == extendedPanId);
        }

        private ValueTask<T> Do<T>(Func<T> work, CancellationToken cancellationToken, bool needsEntitlement = true)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<T>(cancellationToken);
            try
            {
                if (!service.IsReachable)
                    throw ThreadCredentialFailure.Unavailable();
                return isEntitled || !needsEntitlement ? new(work()) : throw ThreadCredentialFailure.Refused();
            }
            catch (ThreadCredentialException failure)
            {
                return ValueTask.FromException<T>(failure);
            }
        }
    }
}
