using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PeerProto.CompilerServices;

/// <summary>What generated codecs of unions throw where there is no case for a value.</summary>
public static class UnknownCases
{
    /// <summary>Reports a received case that this side does not know and has no type for.</summary>
    /// <typeparam name="T">The union, so that the call can stand where the value would.</typeparam>
    /// <param name="id">The case's id.</param>
    /// <param name="union">The union's name.</param>
    /// <exception cref="PeerDecodeException">Always.</exception>
    [DoesNotReturn]
    public static T Throw<T>(int id, string union) => throw new PeerDecodeException(string.Create(
        CultureInfo.InvariantCulture,
        $"Case {id} of {union} is unknown: the peer's version of the contract has it and this one has not. Update this side, or declare a type with [UnknownCase]."));

    /// <summary>Reports a value that is none of a union's cases.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="union">The union's name.</param>
    /// <exception cref="PeerEncodeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowNoCase(object? value, string union)
    {
        if (value is null)
            MissingMember.ThrowNull(union);
        throw new PeerEncodeException($"A {value.GetType()} is no case of {union}. Name it with [UnionCase] there, or send one of its cases.");
    }
}
