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
        List<ProfilePayload> originals = [];
        int first = _payloads.Count;
        foreach (ProfilePayload payload in TargetsFirst(profile))
        {
            if (TryAdd(Repoint(payload, renamed), renamed))
                originals.Add(payload);
        }

        // where payloads point at one another in a circle, the first did not know the new names of the others
        for (int i = 0; i < originals.Count; i++)
            _payloads[first + i] = Repoint(originals[i], renamed) with { Identifier = _payloads[first + i].Identifier, Uuid = _payloads[first + i].Uuid };
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

    // each payload behind those that it points at, so that their names are known
    private static List<ProfilePayload> TargetsFirst(ConfigurationProfile profile)
    {
        Dictionary<string, ProfilePayload> byUuid = new(StringComparer.OrdinalIgnoreCase);
        foreach (ProfilePayload payload in profile.Payloads)
            byUuid.TryAdd(payload.Uuid, payload);
        HashSet<ProfilePayload> seen = new(ReferenceEqualityComparer.Instance);
        List<ProfilePayload> ordered = [];
        foreach (ProfilePayload payload in profile.Payloads.OrderBy(static payload => payload switch { CertificatePayload => 0, OtherPayload => 1, _ => 2 }))
            Visit(payload);
        return ordered;

        void Visit(ProfilePayload payload)
        {
            if (!seen.Add(payload))
                return;
            foreach (string text in TextsOf(payload.ToPropertyList()))
            {
                if (text.Length > 0 && byUuid.TryGetValue(text, out ProfilePayload? target))
                    Visit(target);
            }

            ordered.Add(payload);
        }
    }

    private static IEnumerable<string> TextsOf(PropertyListValue value) =>
        value.Text is { } text ? [text] : value.Items.SelectMany(TextsOf).Concat(value.Members.Values.SelectMany(TextsOf));

    private bool TryAdd(ProfilePayload payload, Dictionary<string, string> renamed)
    {
        string content = Content(payload);
        if (_byContent.TryGetValue(content, out ProfilePayload? same))
        {
            if (payload.Uuid.Length > 0)
                renamed[payload.Uuid] = same.Uuid;
            _remarks.Add($"{payload} is there once, because {same.Identifier} says the same");
            return false;
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
        return true;
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
        payload = payload with { Other = Repoint(payload.Other, renamed) };
        return payload switch
        {
            InterfacePayload on => on with { IdentityUuid = Repoint(on.IdentityUuid, renamed), Eap = on.Eap is { } eap ? Repoint(eap, renamed) : null },
            DnsSettingsPayload { Settings: { } settings } dns => dns with { Settings = settings with { IdentityUuid = Repoint(settings.IdentityUuid, renamed), Other = Repoint(settings.Other, renamed) } },
            _ => payload,
        };
    }

    private static EapConfiguration Repoint(EapConfiguration eap, Dictionary<string, string> renamed) => eap with
    {
        AnchorUuids = [.. eap.AnchorUuids.Select(anchor => renamed.GetValueOrDefault(anchor, anchor)).Distinct(StringComparer.OrdinalIgnoreCase)],
        Other = Repoint(eap.Other, renamed),
    };

    private static string? Repoint(string? uuid, Dictionary<string, string> renamed) => uuid is null ? null : renamed.GetValueOrDefault(uuid, uuid);

    private static Dictionary<string, PropertyListValue> Repoint(IReadOnlyDictionary<string, PropertyListValue> members, Dictionary<string, string> renamed) =>
        members.ToDictionary(static pair => pair.Key, pair => Repoint(pair.Value, renamed));

    private static PropertyListValue Repoint(PropertyListValue value, Dictionary<string, string> renamed) => value.Kind switch
    {
        PropertyListKind.Text when renamed.TryGetValue(value.Text!, out string? uuid) => PropertyListValue.Of(uuid),
        PropertyListKind.Array => PropertyListValue.Of(value.Items.Select(item => Repoint(item, renamed))),
        PropertyListKind.Dictionary => PropertyListValue.Of(value.Members.Select(pair => (pair.Key, (PropertyListValue?)Repoint(pair.Value, renamed)))),
        _ => value,
    };
}
