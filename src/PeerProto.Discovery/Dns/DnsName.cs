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
                    text.Append('\\').Append(((int)character).ToString("D3", CultureInfo.InvariantCulture));
                else
                    text.Append(character);
            }
        }

        return text.ToString();
    }

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
