using System.Text;

namespace PeerProto;

/// <summary>What a peer offers on the network: an instance of a service type at a port, with a TXT record (RFC 6763 section 4).</summary>
public sealed record ServiceAdvertisement
{
    /// <summary>The most UTF-8 bytes an instance name may take: it is one DNS label.</summary>
    public const int MaximumInstanceNameLength = 63;

    /// <summary>The most <see cref="Subtypes"/> a service may have.</summary>
    public const int MaximumSubtypes = 32;

    private readonly string[] _subtypes = [];

    /// <summary>Describes a service to offer.</summary>
    /// <param name="instanceName">
    /// The name people see, such as "Ana's board": 1 to <see cref="MaximumInstanceNameLength"/> bytes of UTF-8 without ASCII control characters and without a
    /// byte order mark. It is brought into Unicode's composed form (RFC 6763 section 4.1.1), except in a program with invariant globalization, where the runtime
    /// cannot. Everybody on the network can read it.
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

        instanceName = Compose(instanceName);
        int length = Encoding.UTF8.GetByteCount(instanceName);
        if (length > MaximumInstanceNameLength)
        {
            throw new ArgumentException(
                $"The instance name takes {length} bytes of UTF-8, more than {MaximumInstanceNameLength}. Shorten it.", nameof(instanceName));
        }

        if (instanceName.AsSpan().ContainsAnyInRange('\0', '\x1F') || instanceName.Contains('\x7F', StringComparison.Ordinal))
            throw new ArgumentException("The instance name holds a control character. Leave line breaks, tabs and the like out.", nameof(instanceName));

        if (type.Subtype is not null)
            throw new ArgumentException($"A service is offered under its own type. Offer {type.BaseType} and name the subtype among {nameof(Subtypes)}.", nameof(type));

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

    /// <summary>The TXT record at first.</summary>
    public TxtRecord Txt { get; }

    /// <summary>
    /// Subtypes under which the service is found too, by those who browse for <see cref="ServiceType.WithSubtype"/> (RFC 6763 section 7.1). Each differs from the others
    /// in more than ASCII case. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">One cannot be a subtype, or there are more than <see cref="MaximumSubtypes"/>, or one stands there twice.</exception>
    public IReadOnlyList<string> Subtypes
    {
        get => _subtypes;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            string[] subtypes = [.. value.Select(subtype => Type.WithSubtype(subtype).Subtype!)];
            if (subtypes.Length > MaximumSubtypes)
                throw new ArgumentException($"{subtypes.Length} subtypes are more than {MaximumSubtypes}. Leave out the least useful ones.", nameof(value));
            if (subtypes.Where((subtype, place) => subtypes.Take(place).Any(other => ServiceType.IsSameSubtype(subtype, other))).FirstOrDefault() is { } twice)
                throw new ArgumentException($"The subtype '{twice}' stands there twice. Name it once.", nameof(value));
            _subtypes = subtypes;
        }
    }

    /// <summary>Whether a browse for a type lists this service.</summary>
    /// <param name="type">The type looked for, with or without a subtype.</param>
    /// <returns>Whether the types are the same and the subtype, if one is asked for, is among <see cref="Subtypes"/>.</returns>
    public bool IsListedBy(ServiceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.BaseType.Equals(Type) && (type.Subtype is null || Array.Exists(_subtypes, subtype => ServiceType.IsSameSubtype(subtype, type.Subtype)));
    }

    /// <inheritdoc/>
    public bool Equals(ServiceAdvertisement? other) =>
        other is not null
        && InstanceName == other.InstanceName
        && Type.Equals(other.Type)
        && Port == other.Port
        && Txt.Equals(other.Txt)
        && _subtypes.Length == other._subtypes.Length
        && _subtypes.Zip(other._subtypes).All(static pair => ServiceType.IsSameSubtype(pair.First, pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InstanceName, Type, Port);

    private static string Compose(string instanceName)
    {
        if (instanceName.Contains('\uFEFF', StringComparison.Ordinal))
            throw new ArgumentException("The instance name holds a byte order mark (U+FEFF). Leave it out.", nameof(instanceName));

        for (int i = 0; i < instanceName.Length; i++)
        {
            if (!char.IsSurrogate(instanceName[i]))
                continue;
            if (i + 1 == instanceName.Length || !char.IsSurrogatePair(instanceName[i], instanceName[i + 1]))
                throw new ArgumentException($"The instance name holds half a character (U+{(int)instanceName[i]:X4}). Leave it out.", nameof(instanceName));
            i++;
        }

        return instanceName.Normalize(NormalizationForm.FormC);
    }
}
