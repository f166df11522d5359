using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Unicode;

namespace PeerProto.CompilerServices;

/// <summary>
/// Reads typed values from a TXT record. Each method takes the value that stands for an absent key, and gives it too where the value of the key cannot be read; such keys are
/// <see cref="Unreadable"/>. A key without a value reads as one with an empty value, except where that means something else.
/// </summary>
/// <param name="record">The record.</param>
public ref struct TxtReader(TxtRecord record)
{
    private const NumberStyles Integers = NumberStyles.AllowLeadingSign;
    private const NumberStyles Numbers = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly TxtRecord _record = record;
    private List<string>? _unreadable;

    /// <summary>The keys whose values could not be read so far.</summary>
    public readonly IReadOnlyList<string> Unreadable => _unreadable ?? [];

    /// <summary>Reads text; null becomes empty text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public string ReadText(string key, string? absent) => ReadTextOrNull(key, absent) ?? "";

    /// <summary>Reads text. Bytes that are no UTF-8 cannot be read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public string? ReadTextOrNull(string key, string? absent)
    {
        if (!_record.TryGetValue(key, out TxtEntry entry))
            return absent;
        return Utf8.IsValid(entry.Value.Span) ? entry.Text ?? "" : Unread(key, absent);
    }

    /// <summary>Reads bytes into a new array; null becomes an empty one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public readonly byte[] ReadBytes(string key, byte[]? absent) => ReadBytesOrNull(key, absent) ?? [];

    /// <summary>Reads bytes into a new array.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public readonly byte[]? ReadBytesOrNull(string key, byte[]? absent) => _record.TryGetValue(key, out TxtEntry entry) ? entry.Value.ToArray() : absent;

    /// <summary>Reads bytes, which stay where they are in the record.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public readonly ReadOnlyMemory<byte> ReadMemory(string key, ReadOnlyMemory<byte> absent) => _record.TryGetValue(key, out TxtEntry entry) ? entry.Value : absent;

    /// <inheritdoc cref="ReadMemory"/>
    public readonly ReadOnlyMemory<byte>? ReadMemoryOrNull(string key, ReadOnlyMemory<byte>? absent) => _record.TryGetValue(key, out TxtEntry entry) ? entry.Value : absent;

    /// <summary>
    /// Reads a yes or no. A key without a value, or with an empty one, is a yes (RFC 6763 section 6.4); <c>1</c>, <c>t</c>, <c>true</c>, <c>y</c> and <c>yes</c> are, and <c>0</c>, <c>f</c>,
    /// <c>false</c>, <c>n</c> and <c>no</c> are a no, in any case.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public bool ReadBoolean(string key, bool absent) => ReadBooleanOrNull(key, absent) ?? absent;

    /// <inheritdoc cref="ReadBoolean"/>
    public bool? ReadBooleanOrNull(string key, bool? absent)
    {
        if (!_record.TryGetValue(key, out TxtEntry entry))
            return absent;
        return entry.Text?.ToUpperInvariant() switch
        {
            null or "" or "1" or "T" or "TRUE" or "Y" or "YES" => true,
            "0" or "F" or "FALSE" or "N" or "NO" => false,
            _ => Unread(key, absent),
        };
    }

    /// <summary>Reads a whole number: decimal digits, with a sign or without.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public T ReadInteger<T>(string key, T absent)
        where T : struct, IBinaryInteger<T> => Parse<T>(key, Integers, absent) ?? absent;

    /// <inheritdoc cref="ReadInteger"/>
    public T? ReadIntegerOrNull<T>(string key, T? absent)
        where T : struct, IBinaryInteger<T> => Parse(key, Integers, absent);

    /// <summary>Reads a number: decimal digits with a point and an exponent or without, such as <c>-1.5</c> or <c>2E-05</c>.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public T ReadNumber<T>(string key, T absent)
        where T : struct, IFloatingPoint<T> => Parse<T>(key, Numbers, absent) ?? absent;

    /// <inheritdoc cref="ReadNumber"/>
    public T? ReadNumberOrNull<T>(string key, T? absent)
        where T : struct, IFloatingPoint<T> => Parse(key, Numbers, absent);

    /// <summary>Reads a UUID, with hyphens or without.</summary>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    public Guid ReadGuid(string key, Guid absent) => ReadGuidOrNull(key, absent) ?? absent;

    /// <inheritdoc cref="ReadGuid"/>
    public Guid? ReadGuidOrNull(string key, Guid? absent)
    {
        if (!_record.TryGetValue(key, out TxtEntry entry))
            return absent;
        return Guid.TryParseExact(entry.Text, "D", out Guid value) || Guid.TryParseExact(entry.Text, "N", out value) ? value : Unread(key, absent);
    }

    /// <summary>Reads one of a set of names, in any case.</summary>
    /// <typeparam name="T">What the names stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="absent">What stands for an absent key.</param>
    /// <param name="meaning">What a name stands for, which is given in lower case, or null.</param>
    public T ReadName<T>(string key, T absent, Func<string, T?> meaning)
        where T : struct => ReadNameOrNull(key, absent, meaning) ?? absent;

    /// <inheritdoc cref="ReadName"/>
    [SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "The names are written in lower case.")]
    public T? ReadNameOrNull<T>(string key, T? absent, Func<string, T?> meaning)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(meaning);
        if (!_record.TryGetValue(key, out TxtEntry entry))
            return absent;
        return meaning(entry.Text?.ToLowerInvariant() ?? "") is { } value ? value : Unread(key, absent);
    }

    private T? Parse<T>(string key, NumberStyles styles, T? absent)
        where T : struct, INumberBase<T>
    {
        if (!_record.TryGetValue(key, out TxtEntry entry))
            return absent;
        return T.TryParse(entry.Value.Span, styles, CultureInfo.InvariantCulture, out T value) ? value : Unread(key, absent);
    }

    private T Unread<T>(string key, T absent)
    {
        (_unreadable ??= []).Add(key);
        return absent;
    }
}
