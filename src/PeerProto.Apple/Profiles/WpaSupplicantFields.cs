using System.Text;

namespace PeerProto.Apple;

/// <summary>A block of a wpa_supplicant configuration. Its reader takes a line of 511 bytes at most, and knows no escapes within quotes: what is not plain is written in hexadecimal.</summary>
internal sealed class WpaSupplicantFields
{
    private const int MaximumLineBytes = 500;

    private readonly StringBuilder _text = new("network={\n");

    /// <summary>A word of the configuration's own.</summary>
    public void Word(string name, string value) => Line(name, value);

    /// <summary>A text of the profile's.</summary>
    public void Text(string name, string? value)
    {
        if (value is not null)
            Line(name, IsPlain(value) ? $"\"{value}\"" : Hex(value));
    }

    /// <summary>A text that is always written in hexadecimal, as network names are.</summary>
    public void Bytes(string name, string value) => Line(name, Hex(value));

    public override string ToString() => $"{_text}}}\n";

    private static bool IsPlain(string value) => value.Length > 0 && value.All(static c => c is >= ' ' and <= '~' and not ('"' or '\\' or '#'));

    private static string Hex(string value) => value.Length == 0 ? "\"\"" : Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value));

    private void Line(string name, string value)
    {
        if (Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) > MaximumLineBytes)
            throw new ProfileException($"{name} is too long for wpa_supplicant", "Shorten it, or name fewer servers");
        _text.Append('\t').Append(name).Append('=').Append(value).Append('\n');
    }
}
