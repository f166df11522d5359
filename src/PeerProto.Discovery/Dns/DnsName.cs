using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PeerProto.Discovery.Dns;

/// <summary>
/// A domain name: labels of bytes, which multicast DNS reads as UTF-8. Names compare without regard to ASCII case (RFC 6762 section 16) and keep
/// the case they were written in.
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    private readonly byte[] _wire;
    private readonly int _hash;

    /// <summary>Takes ownership of a name in uncompressed wire form; the caller has checked its lengths.</summary>
    internal DnsName(byte[] wire)
    {
        _wire = wire;
        var hash = new HashCode();
        foreach (byte value in wire)
            hash.Add(ToLower(value));
        _hash = hash.ToHashCode();
    }

    public static DnsName Root { get; } = new([0]);

    /// <summary>The uncompressed wire form, root included.</summary>
    public ReadOnlySpan<byte> Wire => _wire;

    public bool IsRoot => _wire.Length == 1;

    /// <summary>How many labels it has; 0 for the root.</summary>
    public int LabelCount
    {
        get
        {
            int count = 0;
            for (int position = 0; _wire[position] != 0; position += 1 + _wire[position])
                count++;
            return count;
        }
    }

    /// <summary>The bytes of the first label; empty for the root.</summary>
    public ReadOnlySpan<byte> FirstLabel => _wire.AsSpan(1, _wire[0]);

    /// <summary>The first label as text, malformed UTF-8 replaced.</summary>
    public string FirstLabelText => Encoding.UTF8.GetString(FirstLabel);

    /// <summary>The name without its first label; the root is its own parent.</summary>
    public DnsName Parent => IsRoot ? this : new DnsName(_wire[(1 + _wire[0])..]);

    /// <summary>Reads dotted labels without escapes, such as <c>_http._tcp.local</c>. For names written in code.</summary>
    public static DnsName Parse(string dotted)
    {
        DnsName name = Root;
        foreach (string label in dotted.TrimEnd('.').Split('.').Reverse())
            name = name.Child(label);
        return name;
    }

    /// <summary>
    /// Reads dotted labels as <see cref="ToString"/> and other programs write them: a dot or a backslash inside a label has a backslash before it, and any byte may stand as a backslash and
    /// three decimal digits (RFC 1035 section 5.1). A trailing dot is left out; the empty text is the root.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        if (text is "" or ".")
        {
            name = Root;
            return true;
        }

        List<byte> wire = [0];
        int lengthAt = 0;
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(EndsWithDot(text) ? text[..^1] : text);
        while (!rest.IsEmpty)
        {
            if (rest[0] == (byte)'.')
            {
                if (!TryCloseLabel(wire, lengthAt))
                    return false;
                lengthAt = wire.Count;
                wire.Add(0);
                rest = rest[1..];
                continue;
            }

            if (rest[0] == (byte)'\\')
            {
                if (rest.Length == 1)
                    return false;
                if (rest.Length > 3 && !rest.Slice(1, 3).ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                {
                    int value = ((rest[1] - '0') * 100) + ((rest[2] - '0') * 10) + (rest[3] - '0');
                    if (value > byte.MaxValue)
                        return false;
                    wire.Add((byte)value);
                    rest = rest[4..];
                    continue;
                }

                rest = rest[1..];
            }

            wire.Add(rest[0]);
            rest = rest[1..];
        }

        if (!TryCloseLabel(wire, lengthAt))
            return false;
        wire.Add(0);
        if (wire.Count > DnsLimits.MaximumNameLength)
            return false;
        name = new DnsName([.. wire]);
        return true;
    }

    /// <summary>This name below one more label.</summary>
    /// <exception cref="ArgumentException">The label or the result is too long, or the label is empty.</exception>
    public DnsName Child(string label) => Child(Encoding.UTF8.GetBytes(label));

    /// <inheritdoc cref="Child(string)"/>
    public DnsName Child(ReadOnlySpan<byte> label)
    {
        if (label.Length is 0 or > DnsLimits.MaximumLabelLength || 1 + label.Length + _wire.Length > DnsLimits.MaximumNameLength)
            throw new ArgumentException($"A label of {label.Length} bytes does not fit a DNS name.", nameof(label));
        return new DnsName([(byte)label.Length, .. label, .. _wire]);
    }

    public bool Equals(DnsName? other)
    {
        if (other is null || other._hash != _hash || other._wire.Length != _wire.Length)
            return false;

        // Length bytes are below 64 and no letter is, so lowering them changes nothing.
        for (int i = 0; i < _wire.Length; i++)
        {
            if (ToLower(_wire[i]) != ToLower(other._wire[i]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as DnsName);

    public override int GetHashCode() => _hash;

    /// <summary>Dotted labels. Dots, backslashes and control characters inside labels are escaped (RFC 6763 section 4.3).</summary>
    public override string ToString()
    {
        if (IsRoot)
            return ".";

        var text = new StringBuilder(_wire.Length);
        for (int position = 0; _wire[position] != 0; position += 1 + _wire[position])
        {
            if (position > 0)
                text.Append('.');
            foreach (char character in Encoding.UTF8.GetString(_wire.AsSpan(position + 1, _wire[position])))
            {
                if (character is '.' or '\\')
                    text.Append('\\').Append(character);
                else if (char.IsControl(character))
                    AppendEscaped(text, character);
                else
                    text.Append(character);
            }
        }

        return text.ToString();
    }

    /// <summary>Whether the last dot ends the name rather than a label's text: an even number of backslashes stands before it.</summary>
    private static bool EndsWithDot(string text)
    {
        if (!text.EndsWith('.'))
            return false;
        int backslashes = 0;
        while (backslashes + 2 <= text.Length && text[^(backslashes + 2)] == '\\')
            backslashes++;
        return backslashes % 2 == 0;
    }

    private static void AppendEscaped(StringBuilder text, char character)
    {
        foreach (byte value in Encoding.UTF8.GetBytes([character]))
            text.Append('\\').Append(value.ToString("D3", CultureInfo.InvariantCulture));
    }

    private static bool TryCloseLabel(List<byte> wire, int lengthAt)
    {
        int length = wire.Count - lengthAt - 1;
        wire[lengthAt] = (byte)length;
        return length is > 0 and <= DnsLimits.MaximumLabelLength;
    }

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
