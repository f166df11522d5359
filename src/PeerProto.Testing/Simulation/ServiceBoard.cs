namespace PeerProto.Testing;

/// <summary>
/// What the peers of a simulation offer and who looks for it. A service is seen a while after it is offered, once a way leads to it; it is gone a while after it was withdrawn, or when its
/// time to live has passed without a way (RFC 6762 section 10).
/// </summary>
internal sealed class ServiceBoard(Simulation simulation)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DelaySpread = TimeSpan.FromMilliseconds(230);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(75);

    private readonly List<SimulatedAdvertisement> _offers = [];
    private readonly List<SimulatedBrowse> _browses = [];
    private readonly List<Sighting> _sightings = [];

    public void Add(SimulatedAdvertisement offer)
    {
        _offers.Add(offer);
        foreach (SimulatedBrowse browse in _browses)
            Pair(browse, offer);
    }

    public void Add(SimulatedBrowse browse)
    {
        _browses.Add(browse);
        foreach (SimulatedAdvertisement offer in _offers)
            Pair(browse, offer);
    }

    /// <summary>The service is withdrawn in order.</summary>
    public void Withdraw(SimulatedAdvertisement offer)
    {
        if (!_offers.Remove(offer))
            return;
        foreach (Sighting sighting in _sightings.Where(sighting => sighting.Offer == offer).ToArray())
            Review(sighting);
    }

    /// <summary>The service says something else than before: those who see it learn it a while later.</summary>
    public void Update(SimulatedAdvertisement offer)
    {
        foreach (Sighting sighting in _sightings.Where(sighting => sighting.Offer == offer))
            simulation.Clock.After(Delay(), () => Retell(sighting));
    }

    public void Remove(SimulatedBrowse browse)
    {
        _browses.Remove(browse);
        foreach (Sighting sighting in _sightings.Where(sighting => sighting.Browse == browse))
            sighting.Pending?.Cancel();
        _sightings.RemoveAll(sighting => sighting.Browse == browse);
    }

    /// <summary>A process has ended without a word.</summary>
    public void Forget(SimulatedProcess process)
    {
        foreach (SimulatedBrowse browse in _browses.Where(browse => browse.Process == process).ToArray())
            Remove(browse);
        _offers.RemoveAll(offer => offer.Process == process);
        Review();
    }

    /// <summary>Looks anew at who sees whom.</summary>
    public void Review()
    {
        foreach (Sighting sighting in _sightings.ToArray())
            Review(sighting);
    }

    private void Pair(SimulatedBrowse browse, SimulatedAdvertisement offer)
    {
        if (!offer.Advertisement.IsListedBy(browse.Type))
            return;
        Sighting sighting = new(browse, offer);
        _sightings.Add(sighting);
        Review(sighting);
    }

    private void Review(Sighting sighting)
    {
        bool isOffered = _offers.Contains(sighting.Offer);
        bool hasWay = sighting.Offer.Process.Peer.IsOn && !simulation.Link(sighting.Offer.Process.Peer, sighting.Browse.Process.Peer).IsCut;
        bool isWanted = isOffered && hasWay;
        if (isWanted == sighting.IsSeen)
        {
            sighting.Pending?.Cancel();
            sighting.Pending = null;
            if (!isOffered)
                _sightings.Remove(sighting);
            else if (sighting.Seen is not null && !sighting.Seen.Equals(sighting.Offer.Service))
                simulation.Clock.After(Delay(), () => Retell(sighting)); // what changed while no way led there
        }
        else if (sighting.Pending is null or { IsCancelled: true })
        {
            TimeSpan delay = isWanted || (hasWay && sighting.Offer.IsWithdrawn) ? Delay() : TimeToLive;
            sighting.Pending = simulation.Clock.After(delay, () => Change(sighting, isWanted));
        }
    }

    private void Change(Sighting sighting, bool isSeen)
    {
        DiscoveredService service = isSeen ? sighting.Offer.Service : sighting.Seen!;
        sighting.Seen = isSeen ? service : null;
        sighting.Browse.Tell(new ServiceChange(isSeen ? ServiceChangeKind.Added : ServiceChangeKind.Removed, service));
        if (!_offers.Contains(sighting.Offer))
            Review(sighting);
    }

    private void Retell(Sighting sighting)
    {
        bool hasWay = !simulation.Link(sighting.Offer.Process.Peer, sighting.Browse.Process.Peer).IsCut;
        if (!hasWay || !_sightings.Contains(sighting) || sighting.Seen is null || sighting.Seen.Equals(sighting.Offer.Service))
            return;
        sighting.Seen = sighting.Offer.Service;
        sighting.Browse.Tell(new ServiceChange(ServiceChangeKind.Changed, sighting.Seen));
    }

    private TimeSpan Delay() => ShortestDelay + new TimeSpan(simulation.LinkRandom.UpTo(DelaySpread));

    /// <summary>Whether one who looks sees one service.</summary>
    private sealed class Sighting(SimulatedBrowse browse, SimulatedAdvertisement offer)
    {
        public SimulatedBrowse Browse => browse;

        public SimulatedAdvertisement Offer => offer;

        public bool IsSeen => Seen is not null;

        /// <summary>The service as it was last told; null while it is not seen.</summary>
        public DiscoveredService? Seen { get; set; }

        public DueEvent? Pending { get; set; }
    }
}
