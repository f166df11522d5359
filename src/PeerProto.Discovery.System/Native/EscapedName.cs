using System.Text;

namespace PeerProto.Discovery.Native;

/// <summary>
/// Reads a name as <c>dns_sd.h</c> writes it: a dot or a backslash inside a label has a backslash before it, and any byte may stand as a backslash
/// and three decimal digits.
/// </summary>
internal static class EscapedName
{
    private const int Digits = 3;

    /// <summary>The name as people write it, without the trailing dot. A backslash that begins no escape stays.</summary>
    public static string Decode(string name)
    {
        ReadOnlySpan<char> rest = name;
        if (rest.EndsWith(".") && !rest.EndsWith("\\."))
            rest = rest[..^1];
        if (!rest.Contains('\\'))
            return rest.ToString();

        List<byte> bytes = [];
        while (!rest.IsEmpty)
        {
            int taken;
            if (rest[0] == '\\' && TryReadDigits(rest[1..], out byte value))
            {
                bytes.Add(value);
                taken = 1 + Digits;
            }
            else
            {
                if (rest[0] == '\\' && rest.Length > 1)
                    rest = rest[1..];
                taken = char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(rest[..taken].ToArray()));
            }

            rest = rest[taken..];
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text.Length >= Digits && !text[..Digits].ContainsAnyExceptInRange('0', '9') && byte.TryParse(text[..Digits], out value);
    }
}
