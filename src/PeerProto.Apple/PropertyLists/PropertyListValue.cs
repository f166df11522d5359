namespace PeerProto.Apple;

/// <summary>
/// A value of a property list. Immutable; made by <see cref="PropertyList"/> from bytes, or from values of .NET for writing. What a value is not
/// is null, so that reading a list of others needs no check of kinds.
/// </summary>
public sealed class PropertyListValue
{
    private readonly object _value;

    private PropertyListValue(PropertyListKind kind, object value, int count, int depth) => (Kind, _value, Count, Depth) = (kind, value, count, depth);

    /// <summary>What the value is.</summary>
    public PropertyListKind Kind { get; }

    /// <summary>The text; null where it is none.</summary>
    public string? Text => Kind == PropertyListKind.Text ? (string)_value : null;

    /// <summary>The whole number; null where it is none, or one that does not fit.</summary>
    public long? Number => Kind == PropertyListKind.Integer && (Int128)_value is var number && number >= long.MinValue && number <= long.MaxValue ? (long)number : null;

    /// <summary>The number with a fraction; null where it is none.</summary>
    public double? Real => Kind == PropertyListKind.Real ? (double)_value : null;

    /// <summary>True or false; null where it is neither.</summary>
    public bool? Truth => Kind == PropertyListKind.Boolean ? (bool)_value : null;

    /// <summary>The moment, in UTC, read to a tenth of a millisecond; null where it is none.</summary>
    public DateTimeOffset? Date => Kind == PropertyListKind.Date ? (DateTimeOffset)_value : null;

    /// <summary>The bytes; null where they are none.</summary>
    public ReadOnlyMemory<byte>? Data => Kind == PropertyListKind.Data ? (byte[])_value : default(ReadOnlyMemory<byte>?);

    /// <summary>The values of an array; empty where it is none.</summary>
    public IReadOnlyList<PropertyListValue> Items => Kind == PropertyListKind.Array ? (PropertyListValue[])_value : [];

    /// <summary>The values of a dictionary by name, in the order in which they were written; empty where it is none.</summary>
    public IReadOnlyDictionary<string, PropertyListValue> Members => Kind == PropertyListKind.Dictionary ? (OrderedDictionary<string, PropertyListValue>)_value : NoMembers;

    /// <summary>A member of a dictionary; null where there is none.</summary>
    /// <param name="name">Its name.</param>
    public PropertyListValue? this[string name] => Members.GetValueOrDefault(name);

    /// <summary>How many values it is made of, itself included, each counted wherever it stands.</summary>
    internal int Count { get; }

    /// <summary>How many values lie within each other.</summary>
    internal int Depth { get; }

    internal Int128 Integer => (Int128)_value;

    private static OrderedDictionary<string, PropertyListValue> NoMembers { get; } = [];

    /// <summary>Makes a text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(PropertyListKind.Text, value, 1, 1);
    }

    /// <summary>Makes a whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(Int128 value) => new(PropertyListKind.Integer, value, 1, 1);

    /// <summary>Makes a whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(int value) => Of((Int128)value);

    /// <summary>Makes a number with a fraction.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(double value) => new(PropertyListKind.Real, value, 1, 1);

    /// <summary>Makes true or false.</summary>
    /// <param name="value">Which of them.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(bool value) => new(PropertyListKind.Boolean, value, 1, 1);

    /// <summary>Makes a moment.</summary>
    /// <param name="value">The moment.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(DateTimeOffset value) => new(PropertyListKind.Date, value.ToUniversalTime(), 1, 1);

    /// <summary>Makes bytes.</summary>
    /// <param name="value">The bytes, which are copied.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(ReadOnlySpan<byte> value) => new(PropertyListKind.Data, value.ToArray(), 1, 1);

    /// <summary>Makes an array.</summary>
    /// <param name="items">The values in their order.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PropertyListException">There are too many values, or too many within each other.</exception>
    public static PropertyListValue Of(IEnumerable<PropertyListValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        PropertyListValue[] array = [.. items];
        return Join(PropertyListKind.Array, array, array);
    }

    /// <summary>Makes an array of texts.</summary>
    /// <param name="items">The texts in their order.</param>
    /// <returns>The value.</returns>
    public static PropertyListValue Of(params IEnumerable<string> items) => Of(items.Select(static item => Of(item)));

    /// <summary>Makes a dictionary. Members without a value are left out; of two with one name the later one stays.</summary>
    /// <param name="members">Names and values in their order.</param>
    /// <returns>The value.</returns>
    /// <exception cref="PropertyListException">There are too many values, or too many within each other.</exception>
    public static PropertyListValue Of(params IEnumerable<(string Name, PropertyListValue? Value)> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        OrderedDictionary<string, PropertyListValue> dictionary = new(StringComparer.Ordinal);
        foreach ((string name, PropertyListValue? value) in members)
        {
            if (value is not null)
                dictionary[name] = value;
        }

        return Join(PropertyListKind.Dictionary, dictionary, dictionary.Values);
    }

    internal static PropertyListValue Reference(Int128 value) => new(PropertyListKind.Reference, value, 1, 1);

    private static PropertyListValue Join(PropertyListKind kind, object value, IEnumerable<PropertyListValue> parts)
    {
        long count = 1;
        int depth = 1;
        foreach (PropertyListValue part in parts)
        {
            count += part.Count;
            depth = Math.Max(depth, part.Depth + 1);
        }

        if (count > PropertyList.MaximumValues)
            throw new PropertyListException($"it has more than {PropertyList.MaximumValues} values"); // also where few of them stand in many places
        if (depth > PropertyList.MaximumDepth)
            throw new PropertyListException($"more than {PropertyList.MaximumDepth} values lie within each other");
        return new(kind, value, (int)count, depth);
    }
}
