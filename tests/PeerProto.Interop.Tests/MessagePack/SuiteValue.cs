using System.Collections.Immutable;
using System.Text.Json;

namespace PeerProto.Interop.Tests.MessagePack;

/// <summary>One value of the suite.</summary>
/// <param name="Group">The file of the suite that it comes from.</param>
/// <param name="Value">The value: one property for each of its types, such as <c>number</c> or <c>string</c>.</param>
/// <param name="Encodings">Every way to encode it.</param>
internal sealed record SuiteValue(string Group, JsonElement Value, ImmutableArray<byte[]> Encodings)
{
    /// <summary>Reads the suite.</summary>
    public static ImmutableArray<SuiteValue> ReadAll()
    {
        using Stream file = typeof(SuiteValue).Assembly.GetManifestResourceStream("msgpack-test-suite.json")!;
        using JsonDocument suite = JsonDocument.Parse(file);
        return [.. suite.RootElement.EnumerateObject().SelectMany(group => group.Value.EnumerateArray().Select(value => new SuiteValue(
            group.Name,
            value.Clone(),
            [.. value.GetProperty("msgpack").EnumerateArray().Select(encoding => FromHex(encoding.GetString()!))])))];
    }

    /// <summary>The value as one of its types.</summary>
    public bool Is(string type, out JsonElement value) => Value.TryGetProperty(type, out value);

    /// <summary>The bytes of text such as <c>c4-01-ff</c>.</summary>
    public static byte[] FromHex(string text) => Convert.FromHexString(text.Replace("-", "", StringComparison.Ordinal));
}
