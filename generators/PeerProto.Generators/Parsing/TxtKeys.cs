using System;
using System.Linq;

namespace PeerProto.Generators.Parsing;

/// <summary>What can be a key of a TXT record (RFC 6763 section 6.4).</summary>
internal static class TxtKeys
{
    /// <summary>The most bytes of an entry: key, equals sign and value.</summary>
    public const int MaxEntryLength = 255;

    /// <summary>The most characters that the RFC advises.</summary>
    public const int AdvisedLength = 9;

    /// <summary>The key that tells the version of all others (RFC 6763 section 6.7).</summary>
    public const string VersionTag = "txtvers";

    /// <summary>What a session announces itself: wire version, contract version and fingerprint.</summary>
    public static readonly string[] SessionKeys = ["w", "v", "f"];

    /// <summary>What the keys of a session's transports begin with.</summary>
    public const string TransportPrefix = "p-";

    /// <summary>Whether a character may stand in a key.</summary>
    public static bool IsAllowed(char character) => character is >= ' ' and <= '~' and not '=';

    /// <summary>Why a text cannot be a key, or null.</summary>
    public static string? WhyInvalid(string key) =>
        key.Length == 0 ? "it is empty"
        : key.Where(character => !IsAllowed(character)).Select(character => (char?)character).FirstOrDefault() is not { } wrong ? null
        : wrong == '=' ? "it holds an equals sign, which ends the key"
        : $"it holds U+{(int)wrong:X4}, and keys are printable ASCII";

    /// <summary>Whether a key is one that a session announces itself.</summary>
    public static bool IsOfSession(string key) =>
        SessionKeys.Contains(key, StringComparer.OrdinalIgnoreCase) || key.StartsWith(TransportPrefix, StringComparison.OrdinalIgnoreCase);
}
