using System.Text.Json;

namespace PeerProto.Apple;

/// <summary>
/// What an app gives a tunnel as <c>NEDNSSettings</c>, with the same names in JSON: <c>servers</c>, <c>matchDomains</c>, <c>matchDomainsNoSearch</c>, <c>searchDomains</c>, <c>domainName</c>,
/// <c>serverName</c> (NEDNSOverTLSSettings) or <c>serverURL</c> (NEDNSOverHTTPSSettings). Immutable.
/// </summary>
public sealed record TunnelDnsSettings
{
    /// <summary>The longest JSON text, in bytes.</summary>
    public const int MaximumLength = 1024 * 1024;

    /// <summary>The most texts in a list.</summary>
    public const int MaximumTexts = 4096;

    private static readonly string[] Names = ["servers", "matchDomains", "matchDomainsNoSearch", "searchDomains", "domainName", "serverName", "serverURL", "allowFailover"];

    /// <summary>The addresses of the tunnel's name servers.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>
    /// The domains that the servers are asked about, each with everything below it; the empty text stands for all names. Null: all names where the tunnel is the default route, and none otherwise.
    /// </summary>
    public IReadOnlyList<string>? MatchDomains { get; init; }

    /// <summary>Whether the match domains stay out of the list of search domains. Default: false, so that they are in it.</summary>
    public bool MatchDomainsNoSearch { get; init; }

    /// <summary>What is put after names of one label.</summary>
    public IReadOnlyList<string> SearchDomains { get; init; } = [];

    /// <summary>The tunnel's own domain; null leaves it out.</summary>
    public string? DomainName { get; init; }

    /// <summary>The name that a TLS server's certificate must have; null where the servers are not asked over TLS.</summary>
    public string? ServerName { get; init; }

    /// <summary>Where an HTTPS server is asked; null where the servers are not asked over HTTPS.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>Whether the system asks its other resolver where these servers fail. Since iOS and macOS 26. Default: false.</summary>
    public bool AllowsFailover { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="utf8Json">One JSON object in UTF-8.</param>
    /// <exception cref="ProfileException">It is none, or a member is of a wrong kind.</exception>
    public static TunnelDnsSettings Parse(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > MaximumLength)
            throw new ProfileException($"it has more than {MaximumLength} bytes", "Give the settings alone");
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException) // the second for texts that are no UTF-8
        {
            throw new ProfileException("it is no JSON", "Write one object with servers and matchDomains", failure);
        }
    }

    private static TunnelDnsSettings Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ProfileException("it is no JSON object", "Write one with servers and matchDomains");
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (!Names.Contains(member.Name))
                throw new ProfileException($"'{member.Name}' is not known", $"Use {string.Join(", ", Names)}");
        }

        return new TunnelDnsSettings
        {
            Servers = Texts(root, "servers") ?? [],
            MatchDomains = Texts(root, "matchDomains"),
            MatchDomainsNoSearch = Truth(root, "matchDomainsNoSearch"),
            AllowsFailover = Truth(root, "allowFailover"),
            SearchDomains = Texts(root, "searchDomains") ?? [],
            DomainName = Text(root, "domainName"),
            ServerName = Text(root, "serverName"),
            ServerUrl = Text(root, "serverURL"),
        };
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new ProfileException($"{name} is no text", "Write it in quotes");
    }

    private static bool Truth(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new ProfileException($"{name} is neither true nor false", "Write one of them"));

    private static string[]? Texts(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(static item => item.ValueKind != JsonValueKind.String) || value.GetArrayLength() > MaximumTexts)
            throw new ProfileException($"{name} is no list of up to {MaximumTexts} texts", "Write it as [\"…\", \"…\"]");
        return [.. value.EnumerateArray().Select(static item => item.GetString()!)];
    }
}
