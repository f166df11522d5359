using System.Collections.Immutable;
using PeerProto.Discovery.Native;
using PeerProto.Networking;

namespace PeerProto.Discovery.Requests;

/// <summary>Looks for the instances of one service type and for where each of them is. One that is on several interfaces is one service with all its endpoints.</summary>
internal sealed class ServiceBrowse(RequestContext context, ServiceType type) : BrowseRequest(context, type)
{
    private readonly Dictionary<string, List<ServiceLookup>> _lookups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stale = new(StringComparer.Ordinal);
    private LookupSeats? _seats;

    /// <summary>The services known now, by instance name.</summary>
    public LatestValue<ImmutableDictionary<string, DiscoveredService>> Services { get; } = new(ImmutableDictionary<string, DiscoveredService>.Empty);

    public override void Publish()
    {
        if (_stale.Count == 0)
            return;
        ImmutableDictionary<string, DiscoveredService> before = Services.Value;
        ImmutableDictionary<string, DiscoveredService>.Builder services = before.ToBuilder();
        foreach (string name in _stale)
        {
            if (!_lookups.TryGetValue(name, out List<ServiceLookup>? lookups) || ServiceLookup.Merge(lookups, Type) is not { } service)
                services.Remove(name);
            else if (!service.Equals(before.GetValueOrDefault(name)))
                services[name] = service;
        }

        _stale.Clear();
        if (services.ToImmutable() is var known && !ReferenceEquals(known, before))
            Services.Set(known);
    }

    public override void Complete(Exception reason, bool isQuiet) => Services.Complete(isQuiet ? null : reason);

    protected override DnsSdError Start()
    {
        _seats = new LookupSeats(Context, OnLookupRefused);
        return base.Start();
    }

    protected override void Stop()
    {
        base.Stop();
        foreach (ServiceLookup lookup in _lookups.Values.SelectMany(static lookups => lookups))
            lookup.Close();
        _stale.UnionWith(_lookups.Keys);
        _lookups.Clear();
        _seats?.Dispose();
        _seats = null;
    }

    protected override void Add(BrowseReply found)
    {
        ServiceLookup added = new(Context, found, OnLookupChanged, OnLookupBroken);
        if (!_lookups.TryGetValue(found.Name, out List<ServiceLookup>? lookups))
            _lookups.Add(found.Name, lookups = []);
        lookups.Add(added);
        _seats!.Add(added);
    }

    protected override void Remove(BrowseReply found)
    {
        if (!_lookups.TryGetValue(found.Name, out List<ServiceLookup>? lookups) || lookups.Find(lookup => lookup.InterfaceIndex == found.InterfaceIndex) is not { } gone)
            return;
        lookups.Remove(gone);
        if (lookups.Count == 0)
            _lookups.Remove(found.Name);
        _stale.Add(found.Name);
        _seats!.Remove(gone);
    }

    private void OnLookupChanged(ServiceLookup lookup)
    {
        _stale.Add(lookup.Name);
        if (lookup.IsComplete && lookup.IsAnswered)
            _seats!.NoteAnswer(lookup);
    }

    private void OnLookupBroken(ServiceLookup lookup, DnsSdError error)
    {
        _stale.Add(lookup.Name);
        _seats!.NoteBroken(lookup);
        OnLookupRefused(error);
    }

    /// <summary>One lookup that fails is tried again when its turn comes. What concerns the whole service interrupts the browse.</summary>
    private void OnLookupRefused(DnsSdError error)
    {
        if (RequestFailure.ConcernsAll(error))
            Interrupt(error);
        else
            SystemDiscoveryLog.LookupFailed(Context.Logger, Subject, (int)error);
    }
}
