using System.Buffers;
using System.Collections.Immutable;

namespace PeerProto.CompilerServices;

/// <summary>Refuses to write values that are longer than their member allows. Null counts as empty and is left to who writes the value.</summary>
public static class LengthLimit
{
    /// <summary>Checks a string by its UTF-16 code units.</summary>
    /// <param name="value">The value.</param>
    /// <param name="maxLength">The most it may have.</param>
    /// <param name="member">The member, with its type, for the error text.</param>
    /// <exception cref="PeerEncodeException">The value is longer.</exception>
    public static void Check(string? value, int maxLength, string member) => Check(value?.Length ?? 0, maxLength, member);

    /// <summary>Checks bytes or numbers by how many they are.</summary>
    /// <inheritdoc cref="Check(string, int, string)"/>
    public static void Check<T>(Memory<T> value, int maxLength, string member) => Check(value.Length, maxLength, member);

    /// <inheritdoc cref="Check{T}(Memory{T}, int, string)"/>
    public static void Check<T>(ReadOnlyMemory<T> value, int maxLength, string member) => Check(value.Length, maxLength, member);

    /// <inheritdoc cref="Check{T}(Memory{T}, int, string)"/>
    public static void Check<T>(in ReadOnlySequence<T> value, int maxLength, string member) => Check(value.Length, maxLength, member);

    /// <inheritdoc cref="Check{T}(Memory{T}, int, string)"/>
    public static void Check<T>(ImmutableArray<T> value, int maxLength, string member) => Check(value.IsDefault ? 0 : value.Length, maxLength, member);

    /// <summary>Checks a collection by its elements, a dictionary by its entries.</summary>
    /// <inheritdoc cref="Check(string, int, string)"/>
    public static void Check<T>(IEnumerable<T>? value, int maxLength, string member) => Check(value is null ? 0 : Count(value, maxLength), maxLength, member);

    private static long Count<T>(IEnumerable<T> values, int maxLength)
    {
        if (values.TryGetNonEnumeratedCount(out int known))
            return known;
        long count = 0;
        using IEnumerator<T> each = values.GetEnumerator();
        while (count <= maxLength && each.MoveNext())
            count++;
        return count;
    }

    private static void Check(long length, int maxLength, string member)
    {
        if (length > maxLength)
            throw EncodeErrors.TooLong(member, length, maxLength);
    }
}
