using System.Net;
using System.Text.Json;

namespace PeerProto.Diagnostics;

/// <summary>Finds in an answer the address from which the page says that the request came.</summary>
internal static class SeenAddress
{
    private const int MaximumTextLength = 64;
    private const int MaximumDepth = 16;

    private static readonly string[] Names = ["origin", "ip", "ip_addr", "address", "query"];

    /// <summary>The address, or null where the answer tells none. Of several, as a proxy's word about its client makes them, it is the last: the one that the page saw itself.</summary>
    public static IPAddress? In(string body)
    {
        string text = body.Trim();
        if (!text.StartsWith('{'))
            return Of(text);
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            foreach (string name in Names)
            {
                if (json.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && Of(value.GetString()!) is { } address)
                    return address;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // another kind of text, or one with broken escapes in it
        }

        return null;
    }

    private static IPAddress? Of(string text)
    {
        string last = text[(text.LastIndexOf(',') + 1)..].Trim();
        if (last.Length > MaximumTextLength || !last.AsSpan().ContainsAny('.', ':') || !IPAddress.TryParse(last, out IPAddress? address))
            return null; // a bare number would pass for an address
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
