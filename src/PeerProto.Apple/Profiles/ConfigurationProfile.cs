using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// A configuration profile (.mobileconfig) of Apple's systems: read from XML, binary or a signed message, changed with <c>with</c>, checked by <see cref="ProfileLint"/>, written and signed.
/// Keys and payloads that have no type here are kept and written again. The same identifiers give the same UUIDs, so that installing a profile again replaces it.
/// </summary>
public sealed record ConfigurationProfile
{
    /// <summary>How many payloads a profile may have.</summary>
    public const int MaximumPayloads = 1_000;

    internal const string ProfileType = "Configuration";

    private static readonly string[] RequiredKeys = ["PayloadType", "PayloadVersion"];

    /// <summary>The profile's name, in reverse DNS order. A profile of the same name is replaced. Empty where one that was read has none.</summary>
    public required string Identifier { get; init; }

    /// <summary>Its UUID. Made from the identifier where it is not given; empty where a profile that was read has none.</summary>
    public string Uuid
    {
        get => field ?? ProfileUuid.From(ProfileType, Identifier);
        init;
    }

    /// <summary>What the user reads; null leaves it out.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What it is for, as the user reads it; null leaves it out.</summary>
    public string? Description { get; init; }

    /// <summary>Who hands it out; null leaves it out.</summary>
    public string? Organization { get; init; }

    /// <summary>For whom it holds. Default: the user who installs it.</summary>
    public ProfileScope Scope { get; init; }

    /// <summary>The payloads in their order.</summary>
    public IReadOnlyList<ProfilePayload> Payloads { get; init; } = [];

    /// <summary>Further keys with their values, written as they are.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Other { get; init; } = new Dictionary<string, PropertyListValue>();

    /// <summary>Keys that must be there and were not when it was read. They are written.</summary>
    internal IReadOnlyList<string> MissingKeys { get; init; } = [];

    internal IEnumerable<string> KnownKeys => Members().Select(static member => member.Name);

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">The file: XML, binary, or a signed message around either.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ProfileException">It is no profile, an encrypted one, or the signature does not fit.</exception>
    public static ConfigurationProfile Read(ReadOnlySpan<byte> bytes) => Read(bytes, out _);

    /// <summary>Reads a profile, and tells who signed it.</summary>
    /// <param name="bytes">The file: XML, binary, or a signed message around either.</param>
    /// <param name="signature">Who signed it; null where nobody did.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ProfileException">It is no profile, an encrypted one, or the signature does not fit.</exception>
    public static ConfigurationProfile Read(ReadOnlySpan<byte> bytes, out ProfileSignature? signature)
    {
        signature = null;
        if (bytes.Length > PropertyList.MaximumBytes)
            throw new ProfileException($"it has {bytes.Length} bytes, and {PropertyList.MaximumBytes} are the most", "Give the .mobileconfig file");
        byte[] content = SignedProfile.LooksLikeOne(bytes) ? SignedProfile.Open(bytes, out signature) : bytes.ToArray();
        return PropertyList.TryRead(content, out PropertyListValue? value, out PropertyListException? failure)
            ? From(value)
            : throw new ProfileException(failure.Cause, "Give the .mobileconfig file as it was made", failure);
    }

    /// <summary>Takes a property list as a profile.</summary>
    /// <param name="value">The outermost dictionary.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="ProfileException">It is no profile, or an encrypted one.</exception>
    public static ConfigurationProfile From(PropertyListValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value["PayloadType"]?.Text is { } type && type != ProfileType)
            throw new ProfileException("PayloadType is not Configuration", "Give the whole profile, not one of its payloads");
        if (value["EncryptedPayloadContent"] is not null || value["PayloadContent"]?.Kind == PropertyListKind.Data)
            throw new ProfileException("its payloads are encrypted for one device", "Give the profile as it was before it was encrypted");
        PayloadReader reader = new(value);
        if (reader.Dictionaries("PayloadContent") is not { } payloads)
            throw new ProfileException("PayloadContent is no array of dictionaries", "Give a configuration profile (.mobileconfig)");
        if (payloads.Count > MaximumPayloads)
            throw new ProfileException($"it has {payloads.Count} payloads, and {MaximumPayloads} are the most", "Make several profiles of it");
        reader.Text("PayloadType");
        if (value["PayloadVersion"]?.Number == 1)
            reader.Number("PayloadVersion");
        ConfigurationProfile profile = new()
        {
            Identifier = reader.Text("PayloadIdentifier") ?? "",
            Uuid = reader.Text("PayloadUUID") ?? "",
            DisplayName = reader.Text("PayloadDisplayName"),
            Description = reader.Text("PayloadDescription"),
            Organization = reader.Text("PayloadOrganization"),
            Scope = reader.Word("PayloadScope", ScopeWords) ?? ProfileScope.User,
            Payloads = [.. payloads.Select(ProfilePayload.Read)],
            MissingKeys = [.. RequiredKeys.Where(key => value[key] is null)],
        };
        return profile with { Other = reader.Rest() };
    }

    /// <summary>Makes the profile's property list.</summary>
    /// <returns>The outermost dictionary. It holds the passwords of the profile.</returns>
    public PropertyListValue ToPropertyList() => PropertyListValue.Of(Members().Concat(Other.Select(static pair => (pair.Key, (PropertyListValue?)pair.Value))));

    /// <summary>Writes the profile as XML.</summary>
    /// <returns>The bytes of a .mobileconfig file. They hold the passwords of the profile.</returns>
    /// <exception cref="PropertyListException">A text has characters that XML cannot hold.</exception>
    public byte[] Write() => Encoding.UTF8.GetBytes(PropertyList.WriteXml(ToPropertyList()));

    /// <summary>Writes the profile as XML in a signed message, as device management and users want it: it cannot be changed any more, and whoever installs it sees who made it.</summary>
    /// <param name="signer">The certificate that signs, with its private key.</param>
    /// <param name="intermediates">Certificates between the signer's and its root, to send along; null where there are none.</param>
    /// <returns>The bytes of a signed .mobileconfig file. Signed is not encrypted: passwords can be read.</returns>
    /// <exception cref="ProfileException">The certificate cannot sign.</exception>
    /// <exception cref="PropertyListException">A text has characters that XML cannot hold.</exception>
    public byte[] Sign(X509Certificate2 signer, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return SignedProfile.Sign(Write(), signer, intermediates);
    }

    /// <summary>Finds the payload that others point at by its UUID.</summary>
    /// <param name="uuid">The UUID; case does not count.</param>
    /// <returns>The payload; null where there is none.</returns>
    public ProfilePayload? FindPayload(string uuid)
    {
        ArgumentNullException.ThrowIfNull(uuid);
        return uuid.Length == 0 ? null : Payloads.FirstOrDefault(payload => string.Equals(payload.Uuid, uuid, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The profile's identifier and its payloads' types, no content.</summary>
    /// <returns>The written profile.</returns>
    public override string ToString() => $"{Identifier}: {string.Join(", ", Payloads.Select(static payload => payload.PayloadType))}";

    private static IReadOnlyList<(ProfileScope Value, string Word)> ScopeWords { get; } = [(ProfileScope.User, "User"), (ProfileScope.System, "System")];

    private IEnumerable<(string Name, PropertyListValue? Value)> Members() =>
    [
        ("PayloadContent", PropertyListValue.Of(Payloads.Select(static payload => payload.ToPropertyList()))),
        ("PayloadDescription", Description is { } description ? PropertyListValue.Of(description) : null),
        ("PayloadDisplayName", DisplayName is { } name ? PropertyListValue.Of(name) : null),
        ("PayloadIdentifier", Identifier.Length == 0 ? null : PropertyListValue.Of(Identifier)),
        ("PayloadOrganization", Organization is { } organization ? PropertyListValue.Of(organization) : null),
        ("PayloadScope", PropertyListValue.Of(ScopeWords.First(pair => pair.Value == Scope).Word)),
        ("PayloadType", PropertyListValue.Of(ProfileType)),
        ("PayloadUUID", Uuid.Length == 0 ? null : PropertyListValue.Of(Uuid)),
        ("PayloadVersion", PropertyListValue.Of(1)),
    ];
}
