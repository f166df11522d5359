namespace PeerProto.Apple;

/// <summary>
/// A payload of a configuration profile. Immutable. Keys that its type does not know, and known ones whose value is of a wrong kind, are kept in <see cref="Other"/> and written again.
/// </summary>
public abstract record ProfilePayload
{
    private protected ProfilePayload()
    {
    }

    /// <summary>What the payload is, such as <c>com.apple.wifi.managed</c>.</summary>
    public abstract string PayloadType { get; }

    /// <summary>Its name, in reverse DNS order, unique in the profile. Empty where a profile that was read has none.</summary>
    public required string Identifier { get; init; }

    /// <summary>Its UUID, which other payloads point at. Made from type and identifier where it is not given; empty where a profile that was read has none.</summary>
    public string Uuid
    {
        get => field ?? ProfileUuid.From(PayloadType, Identifier);
        init;
    }

    /// <summary>What the user reads; null leaves it out.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What it is for, as the user reads it; null leaves it out.</summary>
    public string? Description { get; init; }

    /// <summary>Who hands it out; null leaves it out.</summary>
    public string? Organization { get; init; }

    /// <summary>Further keys with their values, written as they are. One of a name that the type knows takes the place of the type's own.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    /// <summary>Keys that must be there and were not when it was read. They are written.</summary>
    internal IReadOnlyList<string> MissingKeys { get; init; } = [];

    /// <summary>The names of the keys that the type knows.</summary>
    internal IEnumerable<string> KnownKeys => AllMembers().Select(static member => member.Name);

    /// <summary>Whether a password or another secret stands in it in the clear.</summary>
    internal virtual bool HoldsSecret => false;

    /// <summary>Makes the payload's dictionary.</summary>
    /// <returns>The dictionary. It holds the passwords of the payload.</returns>
    public PropertyListValue ToPropertyList() => PropertyListValue.Of(AllMembers().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    /// <summary>Type and identifier, no content.</summary>
    /// <returns>The written payload.</returns>
    public sealed override string ToString() => $"{PayloadType} {Identifier}";

    /// <summary>Reads a payload, of a known type as that type.</summary>
    internal static ProfilePayload Read(PropertyListValue dictionary)
    {
        PayloadReader reader = new(dictionary);
        string type = reader.Text("PayloadType") ?? "";
        if (dictionary["PayloadVersion"]?.Number == 1)
            reader.Number("PayloadVersion");
        ProfilePayload payload = Make(type, reader) with
        {
            Identifier = reader.Text("PayloadIdentifier") ?? "",
            Uuid = reader.Text("PayloadUUID") ?? "",
            DisplayName = reader.Text("PayloadDisplayName"),
            Description = reader.Text("PayloadDescription"),
            Organization = reader.Text("PayloadOrganization"),
        };
        string[] required = payload is EthernetPayload ? ["PayloadVersion", "Interface"] : ["PayloadVersion"];
        payload = payload with { MissingKeys = [.. required.Where(key => dictionary[key] is null)] };
        return payload with { Other = reader.Rest() };
    }

    /// <summary>The keys of the type with their values, all of them: those without a value are null.</summary>
    private protected abstract IEnumerable<(string Name, PropertyListValue? Value)> Members();

    private protected static PropertyListValue? Text(string? value) => value is null ? null : PropertyListValue.Of(value);

    private protected static PropertyListValue? Truth(bool? value) => value is { } truth ? PropertyListValue.Of(truth) : null;

    private protected static PropertyListValue? Texts(IReadOnlyList<string> values) => values.Count == 0 ? null : PropertyListValue.Of(values);

    private static ProfilePayload Make(string type, PayloadReader reader) => type switch
    {
        _ when CertificatePayload.KindOf(type) is { } kind => CertificatePayload.Read(kind, reader),
        WiFiPayload.Type => WiFiPayload.Read(reader),
        DnsSettingsPayload.Type => DnsSettingsPayload.Read(reader),
        _ when EthernetPayload.InterfaceOf(type) is { } on => EthernetPayload.Read(on, reader),
        _ => new OtherPayload(type) { Identifier = "" },
    };

    private IEnumerable<(string Name, PropertyListValue? Value)> AllMembers() =>
    [
        .. Members(),
        ("PayloadDescription", Text(Description)),
        ("PayloadDisplayName", Text(DisplayName)),
        ("PayloadIdentifier", Identifier.Length == 0 ? null : Text(Identifier)),
        ("PayloadOrganization", Text(Organization)),
        ("PayloadType", PayloadType.Length == 0 ? null : Text(PayloadType)),
        ("PayloadUUID", Uuid.Length == 0 ? null : Text(Uuid)),
        ("PayloadVersion", PropertyListValue.Of(1)),
    ];
}
