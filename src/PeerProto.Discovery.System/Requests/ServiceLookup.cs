using System.Net;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// What is known of one instance on one interface. While it has a seat it asks the service for host, port, TXT record and addresses and follows
/// their changes; without one it keeps what it knew.
/// </summary>
internal sealed class ServiceLookup(RequestContext context, BrowseReply found, Action<ServiceLookup> changed, Action<ServiceLookup, DnsSdError> broken)
{
    /// <summary>The most operations that it has at a time: one for the service, one for each kind of address.</summary>
    public const int MaximumOperations = 3;

    /// <summary>Addresses kept of one host; it may claim any number.</summary>
    private const int MaximumAddresses = 32;

    private readonly List<IDnsSdOperation> _addressOperations = [];
    private readonly Dictionary<IPAddress, int> _seen = [];
    private IDnsSdOperation? _resolve;
    private string _host = "";
    private IPAddress[] _known = [];

    /// <summary>The instance name.</summary>
    public string Name => found.Name;

    /// <summary>The interface.</summary>
    public uint InterfaceIndex => found.InterfaceIndex;

    /// <summary>How often it was told to be there and not to have gone.</summary>
    public int Sightings { get; set; } = 1;

    /// <summary>Whether it may ask at the moment.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The host as it is shown.</summary>
    public string Host { get; private set; } = "";

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>The TXT record; null until it is known.</summary>
    public TxtRecord? Txt { get; private set; }

    /// <summary>The addresses of the host: while it asks, those of before too until there is an answer of their family.</summary>
    public IEnumerable<IPAddress> Addresses => IsOpen ? _seen.Keys.Union(_known) : _known;

    /// <summary>Whether host, port, TXT record and an address are known.</summary>
    public bool IsComplete => Txt is not null && Port != 0 && (_seen.Count > 0 || _known.Length > 0);

    /// <summary>Whether an answer for each of them came since it was opened.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Begins to ask.</summary>
    public DnsSdError Open()
    {
        IsOpen = true;
        IsAnswered = false;
        DnsSdError error = context.Library.Resolve(
            DnsSdFlags.None, InterfaceIndex, found.Name, found.Type, found.Domain, OnResolved, out _resolve);
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
            DnsSdError error = context.Library.QueryAddresses(DnsSdFlags.None, InterfaceIndex, _host, OnAddress, _addressOperations);
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

        if (reply.Address is not { } address || !IsReachable(address))
            return;
        int sightings = context.SightingsAfter(_seen.GetValueOrDefault(address), reply.Flags);
        if (reply.Flags.HasFlag(DnsSdFlags.Add))
        {
            if (!_seen.Keys.Any(other => other.AddressFamily == address.AddressFamily))
                _known = [.. _known.Where(known => known.AddressFamily != address.AddressFamily)];
            if (_seen.ContainsKey(address) || _seen.Count < MaximumAddresses)
                _seen[address] = sightings;
            IsAnswered = true;
        }
        else if (sightings > 0)
        {
            _seen[address] = sightings;
        }
        else
        {
            _seen.Remove(address);
            _known = [.. _known.Where(known => !known.Equals(address))];
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

    /// <summary>Another host's loopback, wildcard or group address leads nowhere.</summary>
    private static bool IsReachable(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6
        && (address.GetAddressBytes() is not { Length: 4 } bytes || (bytes[0] & 0xF0) != 0xE0);
}
