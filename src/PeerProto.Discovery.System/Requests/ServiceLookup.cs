using System.Net;
using PeerProto.Discovery.DnsSd;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// What is known of one instance on one interface, or on all. While it has a seat it asks the service for host, port, TXT record and addresses and follows
/// their changes; without one it keeps what it knew.
/// </summary>
/// <param name="context">What requests share.</param>
/// <param name="found">The instance; on interface 0 it is asked for on all.</param>
/// <param name="changed">Called when something of it has changed.</param>
/// <param name="broken">Called when the service has ended it.</param>
internal sealed class ServiceLookup(RequestContext context, BrowseReply found, Action<ServiceLookup> changed, Action<ServiceLookup, DnsSdError> broken)
{
    /// <summary>The most operations that it has at a time: one for the service, one for each kind of address.</summary>
    public const int MaximumOperations = 3;

    /// <summary>Addresses kept of one host; it may claim any number.</summary>
    private const int MaximumAddresses = 32;

    private readonly List<IDnsSdOperation> _addressOperations = [];
    private readonly Dictionary<(IPAddress Address, uint InterfaceIndex), int> _seen = [];
    private IDnsSdOperation? _resolve;
    private string _host = "";
    private (IPAddress Address, uint InterfaceIndex)[] _known = [];

    /// <summary>The instance name.</summary>
    public string Name => found.Name;

    /// <summary>The interface.</summary>
    public uint InterfaceIndex => found.InterfaceIndex;

    /// <summary>Whether it may ask at the moment.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The host as it is shown.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>The TXT record; null until it is known.</summary>
    public TxtRecord? Txt { get; private set; }

    /// <summary>The addresses of the host, and the interface of each: while it asks, those of before too until there is an answer of their family.</summary>
    public IEnumerable<(IPAddress Address, uint InterfaceIndex)> Places => IsOpen ? _seen.Keys.Union(_known) : _known;

    /// <summary>Whether host, port, TXT record and an address are known.</summary>
    public bool IsComplete => Txt is not null && Port != 0 && (_seen.Count > 0 || _known.Length > 0);

    /// <summary>Whether an answer for each of them came since it was opened.</summary>
    public bool IsAnswered { get; private set; }

    private DnsSdFlags Flags => InterfaceIndex == 0 ? context.Flags : DnsSdFlags.None;

    /// <summary>Begins to ask.</summary>
    public DnsSdError Open()
    {
        IsOpen = true;
        IsAnswered = false;
        DnsSdError error = context.Library.Resolve(
            Flags, InterfaceIndex, found.Name, found.Type, found.Domain, OnResolved, out _resolve);
        if (_resolve is null)
            Close();
        else
            context.Loop.Add(_resolve, Break);
        return error;
    }

    /// <summary>Asks no more.</summary>
    public void Close()
    {
        if (_seen.Count > 0)
            _known = [.. _seen.Keys];
        CloseAddresses();
        if (_resolve is not null)
            context.Loop.Remove(_resolve);
        _resolve = null;
        IsOpen = false;
    }

    /// <summary>The service where lookups of it found it. Host, port and TXT record are those of the first interface that knows them, endpoints those of all that agree on host and port.</summary>
    /// <param name="lookups">Lookups of one instance.</param>
    /// <param name="type">The service type.</param>
    /// <returns>Null while it is not known.</returns>
    public static DiscoveredService? Merge(IEnumerable<ServiceLookup> lookups, ServiceType type)
    {
        ServiceLookup[] complete = [.. lookups.Where(static lookup => lookup.IsComplete).OrderBy(static lookup => lookup.InterfaceIndex)];
        if (complete is not [{ } first, ..])
            return null;
        ServiceEndpoint[] places =
        [
            .. complete
                .Where(lookup => lookup.Host == first.Host && lookup.Port == first.Port)
                .SelectMany(static lookup => lookup.Places)
                .OrderBy(static place => place.Address.AddressFamily)
                .ThenBy(static place => place.Address.ToString(), StringComparer.Ordinal)
                .ThenBy(static place => place.InterfaceIndex)
                .Select(place => new ServiceEndpoint(new IPEndPoint(place.Address, first.Port), (int)place.InterfaceIndex)),
        ];
        return new DiscoveredService(first.Name, type.BaseType, first.Host, first.Port, first.Txt!, places);
    }

    private void OnResolved(ResolveReply reply)
    {
        if (reply.Error != DnsSdError.NoError)
        {
            Break(reply.Error);
            return;
        }

        Txt = TxtRecord.TryDecode(reply.Txt, out TxtRecord? txt) ? txt : null;
        Port = reply.Port;
        if (reply.Host != _host || _addressOperations.Count == 0)
        {
            if (_host.Length > 0 && reply.Host != _host)
                _known = [];
            _host = reply.Host;
            Host = EscapedName.Decode(reply.Host);
            CloseAddresses();
            DnsSdError error = context.Library.QueryAddresses(Flags, InterfaceIndex, _host, OnAddress, _addressOperations);
            foreach (IDnsSdOperation operation in _addressOperations)
                context.Loop.Add(operation, Break);
            if (error != DnsSdError.NoError)
            {
                Break(error);
                return;
            }
        }

        changed(this);
    }

    private void OnAddress(AddressReply reply)
    {
        // A host without addresses of one kind is none without addresses.
        if (reply.Error is DnsSdError.NoSuchRecord or DnsSdError.NoSuchName or DnsSdError.Timeout)
            return;
        if (reply.Error != DnsSdError.NoError)
        {
            Break(reply.Error);
            return;
        }

        if (reply.Address is not { } address || !UsableAddress.Is(address))
            return;
        (IPAddress Address, uint) place = (address, InterfaceIndex == 0 ? reply.InterfaceIndex : InterfaceIndex);
        int sightings = context.SightingsAfter(_seen.GetValueOrDefault(place), reply.Flags);
        if (reply.Flags.HasFlag(DnsSdFlags.Add))
        {
            if (!_seen.Keys.Any(other => other.Address.AddressFamily == address.AddressFamily))
                _known = [.. _known.Where(known => known.Address.AddressFamily != address.AddressFamily)];
            if (_seen.ContainsKey(place) || _seen.Count < MaximumAddresses)
                _seen[place] = sightings;
            IsAnswered = true;
        }
        else if (sightings > 0)
        {
            _seen[place] = sightings;
        }
        else
        {
            _seen.Remove(place);
            _known = [.. _known.Where(known => known != place)];
        }

        changed(this);
    }

    private void Break(DnsSdError error)
    {
        if (!IsOpen)
            return;
        Close();
        broken(this, error);
    }

    private void CloseAddresses()
    {
        foreach (IDnsSdOperation operation in _addressOperations)
            context.Loop.Remove(operation);
        _addressOperations.Clear();
        _seen.Clear();
    }
}
