using System.Collections.Immutable;
using System.Net;
using PeerProto.Discovery.Native;
using PeerProto.Networking;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// Looks for the instances of one service type and for where each of them is. The service tells an instance once for each interface, and some
/// for each address family too; here it is one service with all its endpoints.
/// </summary>
internal sealed class ServiceBrowse(RequestContext context, ServiceType type) : StandingRequest(context, type.ToString())
{
    /// <summary>How long a browse finds nothing before that is remarked, where the service may stay silent instead of refusing.</summary>
    public const int SilenceSeconds = 5;

    private const char Replacement = '\uFFFD';

    private readonly Dictionary<(string Name, uint InterfaceIndex), ServiceLookup> _lookups = [];
    private IDnsSdOperation? _browse;
    private LookupSeats? _seats;
    private ITimer? _silence;
    private bool _isStale;
    private bool _isFull;

    /// <summary>The services known now, by instance name.</summary>
    public LatestValue<ImmutableDictionary<string, DiscoveredService>> Services { get; } = new(ImmutableDictionary<string, DiscoveredService>.Empty);

    public override void Publish()
    {
        if (!_isStale)
            return;
        _isStale = false;
        ImmutableDictionary<string, DiscoveredService> known = _lookups.Values
            .Where(static lookup => lookup.IsComplete)
            .GroupBy(static lookup => lookup.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(static same => same.Key, Merge, StringComparer.Ordinal);
        if (known.Count != Services.Value.Count || known.Any(entry => !entry.Value.Equals(Services.Value.GetValueOrDefault(entry.Key))))
            Services.Set(known);
    }

    public override void Complete(Exception reason, bool isQuiet) => Services.Complete(isQuiet ? null : reason);

    protected override DnsSdError Start()
    {
        DnsSdError error = Context.Library.Browse(Context.Flags, Context.InterfaceIndex, RegistrationType.Of(type), RequestContext.LocalDomain, OnReply, out _browse);
        if (_browse is not null)
        {
            _seats = new LookupSeats(Context, OnLookupRefused);
            Context.Loop.Add(_browse, Interrupt);
            if (Context.Library.MayStaySilent)
                _silence = Context.TimeProvider.CreateTimer(_ => Context.Loop.TryPost(RemarkSilence), null, TimeSpan.FromSeconds(SilenceSeconds), Timeout.InfiniteTimeSpan);
        }

        return error;
    }

    protected override void Stop()
    {
        if (_browse is not null)
            Context.Loop.Remove(_browse);
        _browse = null;
        foreach (ServiceLookup lookup in _lookups.Values)
            lookup.Close();
        _lookups.Clear();
        _seats?.Dispose();
        _seats = null;
        EndSilence();
        _isStale = true;
    }

    private void OnReply(BrowseReply reply)
    {
        if (reply.Error != DnsSdError.NoError)
        {
            Interrupt(reply.Error);
            return;
        }

        NoteSuccess();
        EndSilence();
        (string Name, uint InterfaceIndex) key = (reply.Name, reply.InterfaceIndex);
        if (_lookups.TryGetValue(key, out ServiceLookup? known))
        {
            known.Sightings = Context.SightingsAfter(known.Sightings, reply.Flags);
            if (known.Sightings > 0)
                return;
            _lookups.Remove(key);
            _seats!.Remove(known);
            _isStale = true;
        }
        else if (reply.Flags.HasFlag(DnsSdFlags.Add) && CanBeAskedFor(reply.Name))
        {
            ServiceLookup added = new(Context, reply, OnLookupChanged, OnLookupBroken);
            _lookups.Add(key, added);
            _seats!.Add(added);
        }
    }

    private void RemarkSilence()
    {
        if (_silence is not null)
            SystemDiscoveryLog.Silent(Context.Logger, Subject, SilenceSeconds);
        EndSilence();
    }

    private void EndSilence()
    {
        _silence?.Dispose();
        _silence = null;
    }

    /// <summary>A name that is no UTF-8 cannot be given back to the service; and there is room for so many.</summary>
    private bool CanBeAskedFor(string name)
    {
        if (name.Length == 0 || name.Contains(Replacement, StringComparison.Ordinal))
            return false;
        if (_lookups.Count < Context.MaximumServices)
            return true;
        if (!_isFull)
            SystemDiscoveryLog.TooManyServices(Context.Logger, Subject, Context.MaximumServices);
        _isFull = true;
        return false;
    }

    private void OnLookupChanged(ServiceLookup lookup)
    {
        _isStale = true;
        if (lookup.IsComplete && lookup.IsAnswered)
            _seats!.NoteAnswer(lookup);
    }

    private void OnLookupBroken(ServiceLookup lookup, DnsSdError error)
    {
        _isStale = true;
        _seats!.NoteBroken(lookup);
        OnLookupRefused(error);
    }

    /// <summary>One lookup that fails is tried again when its turn comes. What concerns the whole service interrupts the browse.</summary>
    private void OnLookupRefused(DnsSdError error)
    {
        if (error is DnsSdError.PolicyDenied or DnsSdError.ServiceNotRunning or DnsSdError.DefunctConnection)
            Interrupt(error);
        else
            SystemDiscoveryLog.LookupFailed(Context.Logger, Subject, (int)error);
    }

    /// <summary>Host, port and TXT record are those of the first interface that knows them, endpoints those of all that agree on host and port.</summary>
    private DiscoveredService Merge(IGrouping<string, ServiceLookup> lookups)
    {
        ServiceLookup[] ordered = [.. lookups.OrderBy(static lookup => lookup.InterfaceIndex)];
        ServiceLookup first = ordered[0];
        ServiceEndpoint[] places =
        [
            .. ordered
                .Where(lookup => lookup.Host == first.Host && lookup.Port == first.Port)
                .SelectMany(static lookup => lookup.Addresses, static (lookup, address) => (lookup.InterfaceIndex, Address: address))
                .OrderBy(static place => place.Address.AddressFamily)
                .ThenBy(static place => place.Address.ToString(), StringComparer.Ordinal)
                .ThenBy(static place => place.InterfaceIndex)
                .Select(place => new ServiceEndpoint(new IPEndPoint(place.Address, first.Port), (int)place.InterfaceIndex)),
        ];
        return new DiscoveredService(lookups.Key, type.BaseType, first.Host, first.Port, first.Txt!, places);
    }
}
