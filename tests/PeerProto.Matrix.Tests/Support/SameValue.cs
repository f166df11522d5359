using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PeerProto.Matrix.Tests.Support;

/// <summary>
/// Whether two values are the same by everything that a reader could tell apart: times with their kind and offset, collections by their elements
/// (in any order where the collection has none), messages of this assembly by their members.
/// </summary>
internal sealed class SameValue
{
    private readonly bool _bits;

    private SameValue(bool bits) => _bits = bits;

    /// <summary>Floating point numbers are the same if their bits are.</summary>
    public static SameValue Exact { get; } = new(bits: true);

    /// <summary>Floating point numbers are the same if they are equal: the sign of zero and the bits of a NaN do not count.</summary>
    public static SameValue Equal { get; } = new(bits: false);

    public void Assert(object? expected, object? actual) =>
        Xunit.Assert.True(Of(expected, actual), $"Sent {Text(expected)} and got {Text(actual)}.");

    public bool Of(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (float or double or Half, _) when !_bits => left.Equals(right),
        (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y),
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (Half x, Half y) => BitConverter.HalfToInt16Bits(x) == BitConverter.HalfToInt16Bits(y),
        (decimal x, decimal y) => decimal.GetBits(x).SequenceEqual(decimal.GetBits(y)),
        (DateTime x, DateTime y) => x.Ticks == y.Ticks && x.Kind == y.Kind,
        (DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y),
        (Uri x, Uri y) => x.OriginalString == y.OriginalString,
        (string x, string y) => x == y,
        (ReadOnlySequence<byte> x, ReadOnlySequence<byte> y) => x.ToArray().AsSpan().SequenceEqual(y.ToArray()),
        (ITuple x, ITuple y) => x.Length == y.Length && Enumerable.Range(0, x.Length).All(index => Of(x[index], y[index])),
        (IEnumerable x, IEnumerable y) => HasOrder(x) ? InOrder(x, y) : InAnyOrder(x, y),
        _ when IsMemory(left.GetType()) => IsMemory(right.GetType()) && Of(Elements(left), Elements(right)),
        _ when IsPair(left.GetType()) || left.GetType().Assembly == typeof(SameValue).Assembly && !left.GetType().IsEnum =>
            left.GetType() == right.GetType() && Members(left).Zip(Members(right)).All(pair => Of(pair.First, pair.Second)),
        _ => left.Equals(right),
    };

    private static bool HasOrder(IEnumerable value) => !Array.Exists(value.GetType().GetInterfaces(), type => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(ISet<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)
            || type.GetGenericTypeDefinition() == typeof(IEnumerable<>) && IsPair(type.GenericTypeArguments[0])));

    private bool InOrder(IEnumerable left, IEnumerable right)
    {
        object?[] theirs = [.. right.Cast<object?>()];
        object?[] ours = [.. left.Cast<object?>()];
        return ours.Length == theirs.Length && ours.Zip(theirs).All(pair => Of(pair.First, pair.Second));
    }

    private bool InAnyOrder(IEnumerable left, IEnumerable right)
    {
        List<object?> theirs = [.. right.Cast<object?>()];
        foreach (object? element in left)
        {
            int found = theirs.FindIndex(other => Of(element, other));
            if (found < 0)
                return false;
            theirs.RemoveAt(found);
        }

        return theirs.Count == 0;
    }

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static bool IsMemory(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Memory<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>));

    private static object? Elements(object memory) => memory.GetType().GetMethod("ToArray")!.Invoke(memory, null);

    private static IEnumerable<object?> Members(object message)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public;
        return
        [
            .. message.GetType().GetProperties(Own).Where(property => property.GetIndexParameters().Length == 0).Select(property => property.GetValue(message)),
            .. message.GetType().GetFields(Own).Select(field => field.GetValue(message)),
        ];
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTime time => $"{time:O}",
        DateTimeOffset time => $"{time:O}",
        IEnumerable elements => $"[{string.Join(", ", elements.Cast<object?>().Select(Text))}]",
        _ when IsMemory(value.GetType()) => Text(Elements(value)),
        _ when value.GetType().Assembly == typeof(SameValue).Assembly && !value.GetType().IsEnum => $"{value.GetType().Name}({string.Join(", ", Members(value).Select(Text))})",
        _ => value.ToString() ?? "",
    };
}
