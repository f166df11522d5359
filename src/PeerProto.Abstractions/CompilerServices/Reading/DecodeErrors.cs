using System.Globalization;

namespace PeerProto.CompilerServices;

/// <summary>What was expected, what came, and where.</summary>
internal static class DecodeErrors
{
    public static PeerDecodeException Unexpected(string expected, byte code, long offset) => code == MessagePackCode.Nil
        ? Text($"{expected} at byte {offset} is null, and the contract does not allow it.")
        : Text($"Expected {expected} at byte {offset} and found {MessagePackCode.Describe(code)}.");

    public static PeerDecodeException CutShort(string expected, long offset, long needed, long remaining) =>
        Text($"Expected {expected} and needed {needed} more bytes at byte {offset}, where {remaining} are left.");

    public static PeerDecodeException OutOfRange(string expected, string found, long offset) =>
        Text($"Expected {expected} at byte {offset} and found {found}, which it cannot hold.");

    public static PeerDecodeException Malformed(string expected, string found, long offset) =>
        Text($"Expected {expected} at byte {offset} and found {found}.");

    public static PeerDecodeException TooMany(string expected, long count, int limit, string limitName, long offset) =>
        Text($"Expected {expected} at byte {offset} and found one of {count}, beyond the limit of {limit} ({limitName}).");

    public static PeerDecodeException TooDeep(int limit, long offset) =>
        Text($"The message at byte {offset} lies inside {limit} others, which is the limit ({nameof(PeerCodecLimits.MaxDepth)}).");

    public static PeerDecodeException Duplicate(string what, long offset) =>
        Text($"The {what} before byte {offset} came a second time.");

    private static PeerDecodeException Text(FormattableString text)
    {
        string message = text.ToString(CultureInfo.InvariantCulture);
        return new PeerDecodeException(char.ToUpperInvariant(message[0]) + message[1..]);
    }
}
