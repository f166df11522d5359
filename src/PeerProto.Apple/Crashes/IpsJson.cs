using System.Text.Json;

namespace PeerProto.Apple;

/// <summary>Reads members of JSON that may be missing or of another kind: what does not fit is null.</summary>
internal static class IpsJson
{
    private const int MaximumTexts = 64;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => CrashText.Value(text.GetString()),
        { ValueKind: JsonValueKind.Number } number => CrashText.Value(number.GetRawText()),
        _ => null,
    };

    public static string? Text(this JsonElement element, string name) => Text(element.Member(name));

    public static ulong? Number(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Number } number => number.TryGetUInt64(out ulong value) ? value : number.TryGetInt64(out long negative) ? (ulong)negative : null,
        { ValueKind: JsonValueKind.String } text => CrashText.Number(text.GetString()),
        _ => null,
    };

    public static ulong? Number(this JsonElement element, string name) => Number(element.Member(name));

    public static int? Index(this JsonElement element, string name) => Number(element.Member(name)) is { } value and <= int.MaxValue ? (int)value : null;

    public static bool? Truth(this JsonElement element, string name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out long value) ? value != 0 : null,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Member(name).Items();

    /// <summary>Texts of an array, or one text.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array }
        ? [.. element.Items().Select(static item => Text(item)).OfType<string>().Take(MaximumTexts)]
        : Text(element) is { } one ? [one] : [];
}
