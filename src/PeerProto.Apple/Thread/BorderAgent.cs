using System.Buffers.Binary;
using System.Net;

namespace PeerProto.Apple;

/// <summary>
/// A Thread border router as it shows itself by DNS-SD, decoded from the TXT record of its <c>_meshcop._udp</c> service. Whoever is on the local network can claim anything here; entries that
/// are absent or malformed are null.
/// </summary>
public sealed class BorderAgent
{
    private BorderAgent(DiscoveredService service)
    {
        Service = service;
        TxtRecord txt = service.Txt;
        NetworkName = txt.GetText("nn");
        RecordVersion = txt.GetText("rv");
        ThreadVersion = txt.GetText("tv");
        VendorName = txt.GetText("vn");
        ModelName = txt.GetText("mn");
        DomainName = txt.GetText("dn");
        ExtendedPanId = Number(txt, "xp", sizeof(ulong));
        PartitionId = (uint?)Number(txt, "pt", sizeof(uint));
        BackbonePort = (ushort?)Number(txt, "bb", sizeof(ushort));
        BackboneSequence = (byte?)Number(txt, "sq", sizeof(byte));
        ActiveTimestamp = Value(txt, "at") is { } at && ThreadTimestamp.TryRead(at.Span, out ThreadTimestamp timestamp) ? timestamp : null;
        State = Value(txt, "sb") is { } sb && BorderAgentState.TryRead(sb.Span, out BorderAgentState state) ? state : null;
        Discriminator = Value(txt, "dd");
        RoutablePrefix = Value(txt, "omr") is { } omr ? ReadPrefix(omr.Span) : null;
        Identifier = Id(txt, "id", BorderAgentId.IdentifierLength);
        ExtendedAddress = Id(txt, "xa", BorderAgentId.ExtendedAddressLength);
    }

    /// <summary>The type of the service: <c>_meshcop._udp</c>.</summary>
    public static ServiceType ServiceType { get; } = ServiceType.Parse("_meshcop._udp");

    /// <summary>The service as it was found: its name, host and endpoints.</summary>
    public DiscoveredService Service { get; }

    /// <summary>The name of the network (<c>nn</c>).</summary>
    public string? NetworkName { get; }

    /// <summary>The extended PAN identifier of the network (<c>xp</c>).</summary>
    public ulong? ExtendedPanId { get; }

    /// <summary>The identifier of the border agent (<c>id</c>), 16 bytes.</summary>
    public BorderAgentId? Identifier { get; }

    /// <summary>Its extended address (<c>xa</c>), 8 bytes.</summary>
    public BorderAgentId? ExtendedAddress { get; }

    /// <summary>What to store credentials under: the identifier, or else the extended address; null where it tells neither.</summary>
    public BorderAgentId? StorageId => Identifier ?? ExtendedAddress;

    /// <summary>The version of the TXT record (<c>rv</c>), <c>1</c>.</summary>
    public string? RecordVersion { get; }

    /// <summary>The version of Thread (<c>tv</c>), such as <c>1.3.0</c>.</summary>
    public string? ThreadVersion { get; }

    /// <summary>The maker (<c>vn</c>).</summary>
    public string? VendorName { get; }

    /// <summary>The model (<c>mn</c>).</summary>
    public string? ModelName { get; }

    /// <summary>The Thread domain (<c>dn</c>).</summary>
    public string? DomainName { get; }

    /// <summary>What it tells about itself (<c>sb</c>).</summary>
    public BorderAgentState? State { get; }

    /// <summary>When the active data set of the network was made (<c>at</c>).</summary>
    public ThreadTimestamp? ActiveTimestamp { get; }

    /// <summary>The partition of the network (<c>pt</c>): border agents of one network with different ones do not reach each other by radio.</summary>
    public uint? PartitionId { get; }

    /// <summary>The discriminator of the device (<c>dd</c>), usually eight bytes; null when absent.</summary>
    public ReadOnlyMemory<byte>? Discriminator { get; }

    /// <summary>The prefix under which Thread devices are reached from outside (<c>omr</c>).</summary>
    public IPNetwork? RoutablePrefix { get; }

    /// <summary>The port for backbone border routers (<c>bb</c>).</summary>
    public ushort? BackbonePort { get; }

    /// <summary>The sequence number of the backbone data (<c>sq</c>).</summary>
    public byte? BackboneSequence { get; }

    /// <summary>Decodes a service.</summary>
    /// <param name="service">A service of the type <see cref="ServiceType"/>.</param>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public static BorderAgent From(DiscoveredService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return service.Type.BaseType.Equals(ServiceType)
            ? new BorderAgent(service)
            : throw new ArgumentException($"{service.Type} is not {ServiceType}.", nameof(service));
    }

    /// <summary>Whether it claims to serve the network of a data set: the extended PAN identifiers are equal.</summary>
    /// <param name="dataset">The data set.</param>
    public bool Serves(ThreadDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return ExtendedPanId is { } id && id == dataset.ExtendedPanId;
    }

    /// <summary>Service, network and identifier.</summary>
    /// <returns>The written border agent.</returns>
    public override string ToString() =>
        $"{Service.InstanceName}: network '{NetworkName}' {(ExtendedPanId is { } id ? id.ToString("x16", null) : "?")}, id {StorageId?.ToString() ?? "none"}";

    private static ReadOnlyMemory<byte>? Value(TxtRecord txt, string key) => txt.TryGetValue(key, out TxtEntry entry) && entry.HasValue ? entry.Value : null;

    private static ulong? Number(TxtRecord txt, string key, int length)
    {
        if (Value(txt, key) is not { } value || value.Length != length)
            return null;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        value.Span.CopyTo(bytes[(sizeof(ulong) - length)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static BorderAgentId? Id(TxtRecord txt, string key, int length) =>
        Value(txt, key) is { } value && value.Length == length && BorderAgentId.TryCreate(value.Span, out BorderAgentId? id, out _) ? id : null;

    /// <summary>A length in bits, then as many bytes as they take.</summary>
    private static IPNetwork? ReadPrefix(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] > 128 || value.Length != 1 + (value[0] + 7) / 8)
            return null;
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        value[1..].CopyTo(address);
        return IPNetwork.TryParse($"{new IPAddress(address)}/{value[0]}", out IPNetwork prefix) ? prefix : null;
    }
}
