using System.Net;

namespace PeerProto;

/// <summary>A resolved service: its name, where it listens, and its TXT record. Immutable; equal when everything in it is equal.</summary>
public sealed class DiscoveredService : IEquatable<DiscoveredService>
{
    /// <summary>Describes a service that was found.</summary>
    /// <param name="instanceName">The name people see.</param>
    /// <param name="type">The service type.</param>
    /// <param name="hostName">The host as it calls itself, without a trailing dot.</param>
    /// <param name="port">The port the service listens on.</param>
    /// <param name="txt">The TXT record.</param>
    /// <param name="endpoints">Where it can be reached.</param>
    public DiscoveredService(string instanceName, ServiceType type, string hostName, int port, TxtRecord txt, IReadOnlyList<IPEndPoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(instanceName);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(hostName);
        ArgumentNullException.ThrowIfNull(txt);
        ArgumentNullException.ThrowIfNull(endpoints);
        InstanceName = instanceName;
        Type = type;
        HostName = hostName;
        Port = port;
        Txt = txt;
        Endpoints = [.. endpoints];
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
    /// Every address and port the service was seen at, in a stable order. Link-local IPv6 addresses carry the scope id of the interface
    /// they were heard on, so each endpoint can be connected to as it is.
    /// </summary>
    public IReadOnlyList<IPEndPoint> Endpoints { get; }

    /// <inheritdoc/>
    public bool Equals(DiscoveredService? other) =>
        other is not null
        && Port == other.Port
        && InstanceName == other.InstanceName
        && Type.Equals(other.Type)
        && string.Equals(HostName, other.HostName, StringComparison.OrdinalIgnoreCase)
        && Txt.Equals(other.Txt)
        && Endpoints.SequenceEqual(other.Endpoints);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DiscoveredService);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InstanceName, Type, Port);

    /// <summary>The instance and the host it runs on, for logs.</summary>
    /// <returns>The written service.</returns>
    public override string ToString() => $"{InstanceName}.{Type} at {HostName}:{Port}";
}
