using System.Diagnostics.CodeAnalysis;

namespace PeerProto.CompilerServices;

/// <summary>What generated codecs throw where a value is not there that the contract requires.</summary>
public static class MissingMember
{
    /// <summary>Reports a required member that the peer, of an older version of the contract, did not send.</summary>
    /// <typeparam name="T">The member's type, so that the call can stand where the value would.</typeparam>
    /// <param name="member">The member, with its type.</param>
    /// <exception cref="PeerDecodeException">Always.</exception>
    [DoesNotReturn]
    public static T Throw<T>(string member) =>
        throw new PeerDecodeException($"{member} is missing: the peer's version of the contract does not have it. Declare it as nullable or give it a default value.");

    /// <summary>Reports a message that is null where the contract does not allow it.</summary>
    /// <param name="message">The message's type.</param>
    /// <exception cref="PeerEncodeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowNull(string message) =>
        throw new PeerEncodeException($"A {message} is null, and the contract does not allow it. Set it, or declare the member as nullable.");
}
