using System.Net;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>
/// Windows' own DNS-SD behind <see cref="IDnsSd"/>. It tells less than others: addresses come with the place of a service, one of each family; what has been resolved is not followed; there are
/// no subtypes for what is offered, and texts alone for values of TXT records.
/// </summary>
/// <param name="api">The system.</param>
/// <param name="hostName">The host under which services are registered, without a domain.</param>
internal sealed class WindowsDnsSd(IDnsApi api, string hostName) : IDnsSd
{
    /// <summary>Of how many hosts addresses are kept between a place and the question for its addresses.</summary>
    private const int MaximumHosts = 1024;

    private const ushort Pointer = 12;

    private static readonly Lazy<WindowsDnsSd?> Found = new(static () => DnsApi.Instance is { } api ? new WindowsDnsSd(api, Dns.GetHostName()) : null);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Host, uint InterfaceIndex), FoundInstance> _hosts = [];

    /// <summary>That of this machine, or null where it has none.</summary>
    public static WindowsDnsSd? Instance => Found.Value;

    public bool IsAvahi => false;

    public bool KnowsPeerToPeer => false;

    public bool MayStaySilent => false;

    public DnsSdError Browse(DnsSdFlags flags, uint interfaceIndex, string type, string domain, Action<BrowseReply> handler, out IDnsSdOperation? operation)
    {
        string[] parts = type.Split(',', 2);
        string suffix = $".{parts[0]}.{domain.TrimEnd('.')}";
        string name = parts is [_, var subtype] ? $"{subtype}._sub{suffix}" : suffix[1..];
        return WindowsQuery.Browse(api, name, interfaceIndex, found =>
        {
            string target = found.Target.TrimEnd('.');
            if (target.Length > suffix.Length && target.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                handler(new BrowseReply(found.IsThere ? DnsSdFlags.Add : DnsSdFlags.None, interfaceIndex, DnsSdError.NoError, target[..^suffix.Length], parts[0] + ".", domain));
        }, out operation);
    }

    public DnsSdError Resolve(DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, Action<ResolveReply> handler, out IDnsSdOperation? operation) =>
        WindowsQuery.Resolve(api, $"{name}.{type.TrimEnd('.')}.{domain.TrimEnd('.')}", interfaceIndex, found =>
        {
            lock (_gate)
            {
                if (_hosts.Count >= MaximumHosts)
                    _hosts.Clear();
                _hosts[(found.Host, interfaceIndex)] = found;
            }

            handler(new ResolveReply(DnsSdError.NoError, found.Host, found.Port, found.Txt));
        }, out operation);

    public DnsSdError QueryAddresses(DnsSdFlags flags, uint interfaceIndex, string host, Action<AddressReply> handler, ICollection<IDnsSdOperation> operations)
    {
        FoundInstance? found;
        lock (_gate)
            found = _hosts.GetValueOrDefault((host, interfaceIndex));
        operations.Add(new KnownAddresses(
            found is null ? [] : found.Addresses.Select(address => new AddressReply(DnsSdFlags.Add, found.InterfaceIndex, DnsSdError.NoError, address)), handler));
        return DnsSdError.NoError;
    }

    public DnsSdError QueryRecord(DnsSdFlags flags, uint interfaceIndex, string fullName, ushort recordType, Action<RecordReply> handler, out IDnsSdOperation? operation)
    {
        operation = null;
        return recordType != Pointer
            ? DnsSdError.Unsupported
            : WindowsQuery.Browse(
                api, fullName.TrimEnd('.'), interfaceIndex,
                found => handler(new RecordReply(found.IsThere ? DnsSdFlags.Add : DnsSdFlags.None, interfaceIndex, DnsSdError.NoError, WindowsName.ToWire(found.Target))), out operation);
    }

    public DnsSdError Register(
        DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, int port, ReadOnlySpan<byte> txt, Action<RegisterReply> handler, out IDnsSdOperation? operation)
    {
        operation = null;
        if (type.Contains(',', StringComparison.Ordinal))
            return DnsSdError.Unsupported;
        string local = domain.TrimEnd('.');
        return TxtRecord.TryDecode(txt, out TxtRecord? record)
            ? WindowsRegistration.Begin(api, $"{name}.{type}.{local}", $"{hostName}.{local}", port, interfaceIndex, record, handler, out operation)
            : DnsSdError.BadParam;
    }

    public DnsSdError UpdateTxt(IDnsSdOperation registration, ReadOnlySpan<byte> txt) =>
        TxtRecord.TryDecode(txt, out TxtRecord? record) ? ((WindowsRegistration)registration).Update(record) : DnsSdError.BadParam;
}
