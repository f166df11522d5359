using System.Text;

namespace PeerProto;

/// <summary>What a peer offers on the network: an instance of a service type at a port, with a TXT record (RFC 6763 section 4).</summary>
public sealed record ServiceAdvertisement
{
    /// <summary>The most UTF-8 bytes an instance name may take: it is one DNS label.</summary>
    public const int MaximumInstanceNameLength = 63;

    /// <summary>Describes a service to offer.</summary>
    /// <param name="instanceName">
    /// The name people see, such as "Ana's board": 1 to <see cref="MaximumInstanceNameLength"/> bytes of UTF-8 without ASCII control characters.
    /// Everybody on the network can read it.
    /// </param>
    /// <param name="type">The service type; its name has at most <see cref="ServiceType.MaximumRegisteredNameLength"/> characters.</param>
    /// <param name="port">The port the service listens on, 1 to 65535.</param>
    /// <param name="txt">The TXT record; <see cref="TxtRecord.Empty"/> when left out.</param>
    /// <exception cref="ArgumentException">The name or the type cannot be advertised.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public ServiceAdvertisement(string instanceName, ServiceType type, int port, TxtRecord? txt = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceName);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);

        int length = Encoding.UTF8.GetByteCount(instanceName);
        if (length > MaximumInstanceNameLength)
        {
            throw new ArgumentException(
                $"The instance name takes {length} bytes of UTF-8, more than {MaximumInstanceNameLength}. Shorten it.", nameof(instanceName));
        }

        if (instanceName.AsSpan().ContainsAnyInRange('\0', '\x1F') || instanceName.Contains('\x7F', StringComparison.Ordinal))
            throw new ArgumentException("The instance name holds a control character. Leave line breaks, tabs and the like out.", nameof(instanceName));

        if (!type.IsAdvertisable)
        {
            throw new ArgumentException(
                $"The service type {type} has a name of more than {ServiceType.MaximumRegisteredNameLength} characters. Shorten it.", nameof(type));
        }

        InstanceName = instanceName;
        Type = type;
        Port = port;
        Txt = txt ?? TxtRecord.Empty;
    }

    /// <summary>The name asked for. If another host owns it, the service is offered as "name (2)" and so on.</summary>
    public string InstanceName { get; }

    /// <summary>The service type.</summary>
    public ServiceType Type { get; }

    /// <summary>The port the service listens on.</summary>
    public int Port { get; }

    /// <summary>The TXT record.</summary>
    public TxtRecord Txt { get; }
}
