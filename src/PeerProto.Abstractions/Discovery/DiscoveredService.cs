using System.Buffers;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>A resolved service: its name, where it listens, and its TXT record. Immutable; equal when everything in it is equal.</summary>
public sealed class DiscoveredService : IEquatable<DiscoveredService>
{
    /// <summary>Describes a service that was found, where it is not known over which interfaces.</summary>
    /// <param name="instanceName">The name people see.</param>
    /// <param name="type">The service type.</param>
    /// <param name="hostName">The host as it calls itself, without a trailing dot.</param>
    /// <param name="port">The port the service listens on.</param>
    /// <param name="txt">The TXT record.</param>
    /// <param name="endpoints">Where it can be reached.</param>
    [OverloadResolutionPriority(1)] // so that an empty list means this one
    public DiscoveredService(string instanceName, ServiceType type, string hostName, int port, TxtRecord txt, IReadOnlyList<IPEndPoint> endpoints)
        : this(instanceName, type, hostName, port, txt, PlacesOf(endpoints))
    {
    }

    /// <summary>Describes a service that was found.</summary>
    /// <param name="instanceName">The name people see.</param>
    /// <param name="type">The service type.</param>
    /// <param name="hostName">The host as it calls itself, without a trailing dot.</param>
    /// <param name="port">The port the service listens on.</param>
    /// <param name="txt">The TXT record.</param>
    /// <param name="places">Where it can be reached, and over which interfaces.</param>
    public DiscoveredService(string instanceName, ServiceType type, string hostName, int port, TxtRecord txt, IReadOnlyList<ServiceEndpoint> places)
    {
        ArgumentNullException.ThrowIfNull(instanceName);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(hostName);
        ArgumentNullException.ThrowIfNull(txt);
        ArgumentNullException.ThrowIfNull(places);
        InstanceName = instanceName;
        Type = type;
        HostName = hostName;
        Port = port;
        Txt = txt;
        Places = [.. places];
        Endpoints = [.. Places.Select(static place => place.Endpoint).Distinct()];
        if (txt.GetText(PeerTxtKeys.WireVersion) is null)
            return;
        ContractVersion = int.TryParse(txt.GetText(PeerTxtKeys.ContractVersion), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : null;
        Fingerprint = ReadFingerprint(txt.GetText(PeerTxtKeys.Fingerprint));
    }

    /// <summary>The name people see. Anybody on the network can claim any name: it identifies nobody.</summary>
    public string InstanceName { get; }

    /// <summary>The service type.</summary>
    public ServiceType Type { get; }

    /// <summary>The host as it calls itself, such as <c>pp-0123456789ab.local</c>.</summary>
    public string HostName { get; }

    /// <summary>The port the service listens on.</summary>
    public int Port { get; }

    /// <summary>The TXT record.</summary>
    public TxtRecord Txt { get; }

    /// <summary>
    /// The version of the contract that a PeerProto service tells in its TXT record; <see langword="null"/> for other services and where it is malformed. Like the name it is a claim: the
    /// greeting of a connection decides.
    /// </summary>
    public int? ContractVersion { get; }

    /// <summary>
    /// The fingerprint of the contract that a PeerProto service tells in its TXT record, <see cref="PeerContractDescriptor.FingerprintLength"/> bytes; <see langword="null"/> for other services and
    /// where it is malformed. Equal fingerprints mean contracts of one shape.
    /// </summary>
    public ReadOnlyMemory<byte>? Fingerprint { get; }

    /// <summary>
    /// Every address and port the service was seen at, each once, in the order of <see cref="Places"/>. Link-local IPv6 addresses carry the scope id of the interface
    /// they were heard on, so each endpoint can be connected to as it is.
    /// </summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; }

    /// <summary>Every endpoint with the interface that the service was seen on there, in a stable order. An address that is reached over two interfaces stands there twice.</summary>
    public IReadOnlyList<ServiceEndpoint> Places { get; }

    /// <inheritdoc/>
    public bool Equals(DiscoveredService? other) =>
        other is not null
        && Port == other.Port
        && InstanceName == other.InstanceName
        && Type.Equals(other.Type)
        && string.Equals(HostName, other.HostName, StringComparison.OrdinalIgnoreCase)
        && Txt.Equals(other.Txt)
        && Places.SequenceEqual(other.Places);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DiscoveredService);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InstanceName, Type, Port);

    /// <summary>The instance and the host it runs on, for logs.</summary>
    /// <returns>The written service.</returns>
    public override string ToString() => $"{InstanceName}.{Type} at {HostName}:{Port}";

    private static ServiceEndpoint[] PlacesOf(IReadOnlyList<IPEndPoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return [.. endpoints.Select(static endpoint => new ServiceEndpoint(endpoint, 0))];
    }

    private static ReadOnlyMemory<byte>? ReadFingerprint(string? text)
    {
        byte[] bytes = new byte[PeerContractDescriptor.FingerprintLength];
        return text?.Length == 2 * bytes.Length && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done ? bytes : (ReadOnlyMemory<byte>?)null;
    }
}
