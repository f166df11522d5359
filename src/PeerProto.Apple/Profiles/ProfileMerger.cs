namespace PeerProto.Apple;

/// <summary>Collects the payloads of several profiles: the same once, others under names of their own, and references that follow.</summary>
internal sealed class ProfileMerger
{
    private readonly List<ProfilePayload> _payloads = [];
    private readonly Dictionary<string, ProfilePayload> _byContent = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];

    public IReadOnlyList<ProfilePayload> Payloads => _payloads;

    public IReadOnlyList<string> Remarks => _remarks;

    public void Add(ConfigurationProfile profile)
    {
        Dictionary<string, string> renamed = new(StringComparer.OrdinalIgnoreCase);
        // what others point at first, so that their references are known
        foreach (ProfilePayload payload in profile.Payloads.OrderBy(static payload => payload switch { CertificatePayload => 0, OtherPayload => 1, _ => 2 }))
            Add(Repoint(payload, renamed), renamed);
    }

    /// <summary>Leaves out payloads for the user whose 802.1X is another's.</summary>
    public void KeepOneConfiguration(ProfileScope scope)
    {
        InterfacePayload[] users = [.. _payloads.OfType<InterfacePayload>().Where(payload => payload.IsForUser(scope))];
        foreach (IGrouping<string, InterfacePayload> same in users.GroupBy(static payload => Key(payload.Eap!.ToPropertyList()) + payload.IdentityUuid))
        {
            InterfacePayload kept = same.FirstOrDefault(static payload => payload is WiFiPayload) ?? same.First();
            foreach (InterfacePayload twin in same.Where(payload => payload != kept && payload is EthernetPayload { Proxy: null, Other.Count: 0 }))
            {
                _payloads.Remove(twin);
                _remarks.Add($"{twin.InterfaceName} ({twin.Identifier}) is left out, because {kept.InterfaceName} has the same 802.1X configuration, and macOS takes a user's only one for Ethernet too (by Apple's sources; not run on a Mac)");
            }
        }
    }

    private void Add(ProfilePayload payload, Dictionary<string, string> renamed)
    {
        string content = Content(payload);
        if (_byContent.TryGetValue(content, out ProfilePayload? same))
        {
            if (payload.Uuid.Length > 0)
                renamed[payload.Uuid] = same.Uuid;
            _remarks.Add($"{payload} is there once, because {same.Identifier} says the same");
            return;
        }

        RefuseContradiction(payload);
        if (_payloads.Any(known => string.Equals(known.Identifier, payload.Identifier, StringComparison.OrdinalIgnoreCase) || string.Equals(known.Uuid, payload.Uuid, StringComparison.OrdinalIgnoreCase)))
        {
            string identifier = payload.Identifier;
            for (int number = 2; _payloads.Any(known => string.Equals(known.Identifier, identifier, StringComparison.OrdinalIgnoreCase)); number++)
                identifier = $"{payload.Identifier}.{number}";
            string uuid = ProfileUuid.From(payload.PayloadType, identifier, "merged");
            if (payload.Uuid.Length > 0)
                renamed[payload.Uuid] = uuid;
            _remarks.Add($"{payload} became {identifier}, because another payload has its name or UUID");
            payload = payload with { Identifier = identifier, Uuid = uuid };
        }

        _payloads.Add(payload);
        _byContent.Add(content, payload);
    }

    private void RefuseContradiction(ProfilePayload payload)
    {
        string? place = payload switch
        {
            WiFiPayload { Ssid: { } ssid } when _payloads.OfType<WiFiPayload>().Any(known => known.Ssid == ssid) => $"the network {ssid}",
            EthernetPayload ethernet when _payloads.OfType<EthernetPayload>().Any(known => known.Interface == ethernet.Interface) => ethernet.InterfaceName,
            _ => null,
        };
        if (place is not null)
            throw new ProfileException($"the profiles contradict each other about {place}", "Make them say the same, or take one of the two out");
    }

    private static string Content(ProfilePayload payload) =>
        Key((payload with { Identifier = "", Uuid = "", DisplayName = null, Description = null, Organization = null }).ToPropertyList());

    // the binary form holds every value, XML does not
    private static string Key(PropertyListValue value) => Convert.ToBase64String(PropertyList.WriteBinary(value));

    private static ProfilePayload Repoint(ProfilePayload payload, Dictionary<string, string> renamed)
    {
        if (renamed.Count == 0)
            return payload;
        Dictionary<string, PropertyListValue> other = payload.Other.ToDictionary(static pair => pair.Key, pair => Repoint(pair.Value, renamed));
        if (payload is not InterfacePayload on)
            return payload with { Other = other };
        return on with
        {
            Other = other,
            IdentityUuid = on.IdentityUuid is { } identity ? renamed.GetValueOrDefault(identity, identity) : null,
            Eap = on.Eap is { } eap ? eap with { AnchorUuids = [.. eap.AnchorUuids.Select(anchor => renamed.GetValueOrDefault(anchor, anchor)).Distinct(StringComparer.OrdinalIgnoreCase)] } : null,
        };
    }

    private static PropertyListValue Repoint(PropertyListValue value, Dictionary<string, string> renamed) => value.Kind switch
    {
        PropertyListKind.Text when renamed.TryGetValue(value.Text!, out string? uuid) => PropertyListValue.Of(uuid),
        PropertyListKind.Array => PropertyListValue.Of(value.Items.Select(item => Repoint(item, renamed))),
        PropertyListKind.Dictionary => PropertyListValue.Of(value.Members.Select(pair => (pair.Key, (PropertyListValue?)Repoint(pair.Value, renamed)))),
        _ => value,
    };
}
