using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PeerProto;

/// <summary>
/// The type of a service as DNS-SD writes it, such as <c>_whiteboard._tcp</c> (RFC 6763 section 7, RFC 6335 section 5.1).
/// Types compare without regard to ASCII case.
/// </summary>
public sealed class ServiceType : IEquatable<ServiceType>, IParsable<ServiceType>
{
    /// <summary>The longest name RFC 6335 lets a service register: 15 characters without the underscore.</summary>
    public const int MaximumRegisteredNameLength = 15;

    /// <summary>The longest name that fits a DNS label beside its underscore. Devices in the field use more than 15 characters.</summary>
    public const int MaximumNameLength = 62;

    /// <summary>The most UTF-8 bytes a subtype may take: it is one DNS label.</summary>
    public const int MaximumSubtypeLength = 63;

    private const int HashedPrefixLength = 10;
    private const string LocalSuffix = ".local";
    private const string SubtypeMark = "._sub.";

    private ServiceType(string name, ServiceTransport transport, string? subtype = null)
    {
        Name = name;
        Transport = transport;
        Subtype = subtype;
    }

    /// <summary>The name without its underscore, as it was written: <c>whiteboard</c>.</summary>
    public string Name { get; }

    /// <summary>The second label of the type.</summary>
    public ServiceTransport Transport { get; }

    /// <summary>
    /// Narrows a browse to the services that were advertised with this subtype, such as <c>_printer</c> (RFC 6763 section 7.1); <see langword="null"/> for all
    /// services of the type.
    /// </summary>
    public string? Subtype { get; }

    /// <summary>The type without its <see cref="Subtype"/>: what the services themselves are of.</summary>
    public ServiceType BaseType => Subtype is null ? this : new ServiceType(Name, Transport);

    /// <summary>
    /// Whether the name is short enough to be advertised. Longer names can be browsed for, because devices use them, but not offered.
    /// </summary>
    public bool IsAdvertisable => Name.Length <= MaximumRegisteredNameLength;

    /// <summary>
    /// Derives the type of a contract: lower-case letters and digits stay, everything else becomes a single hyphen. A longer result than
    /// <see cref="MaximumRegisteredNameLength"/> keeps its first ten characters and ends in four hexadecimal digits of the SHA-256 of the
    /// contract name; a result without a letter is <c>pp-</c> and eight such digits. Two contracts may share a type: peers compare
    /// contract names when they greet each other.
    /// </summary>
    /// <param name="contractName">The name given to the contract; not empty.</param>
    /// <returns>A type over <see cref="ServiceTransport.Tcp"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="contractName"/> is null or empty.</exception>
    public static ServiceType FromContractName(string contractName)
    {
        ArgumentException.ThrowIfNullOrEmpty(contractName);
        var kept = new StringBuilder(contractName.Length);
        foreach (char character in contractName)
        {
            if (char.IsAsciiLetterOrDigit(character))
                kept.Append(char.ToLowerInvariant(character));
            else if (kept.Length > 0 && kept[^1] != '-')
                kept.Append('-');
        }

        string name = kept.ToString().TrimEnd('-');
        if (!name.Any(char.IsAsciiLetter))
            name = "pp-" + Fingerprint(contractName, 8);
        else if (name.Length > MaximumRegisteredNameLength)
            name = name[..HashedPrefixLength].TrimEnd('-') + "-" + Fingerprint(contractName, 4);
        return new ServiceType(name, ServiceTransport.Tcp);
    }

    /// <summary>Narrows the type to a subtype, for a browse. Subtypes often begin with an underscore, but need not.</summary>
    /// <param name="subtype">1 to <see cref="MaximumSubtypeLength"/> bytes of UTF-8 without ASCII control characters.</param>
    /// <returns>The narrowed type.</returns>
    /// <exception cref="ArgumentException">The subtype is empty, too long or holds a control character.</exception>
    public ServiceType WithSubtype(string subtype) => IsSubtype(subtype)
        ? new ServiceType(Name, Transport, subtype)
        : throw new ArgumentException(
            $"'{subtype}' is no subtype of {BaseType}. Use 1 to {MaximumSubtypeLength} bytes of UTF-8 without control characters, such as _printer.", nameof(subtype));

    /// <summary>Whether a text can be the subtype of a service.</summary>
    internal static bool IsSubtype([NotNullWhen(true)] string? subtype) =>
        !string.IsNullOrEmpty(subtype) && Encoding.UTF8.GetByteCount(subtype) <= MaximumSubtypeLength && !subtype.Any(static character => character < ' ' || character == '\x7F');

    /// <summary>Reads a type such as <c>_ipp._tcp</c> or <c>_printer._sub._ipp._tcp</c>; a trailing <c>.local</c> or dot is accepted.</summary>
    /// <param name="text">The written type.</param>
    /// <returns>The type.</returns>
    /// <exception cref="FormatException">The text is no service type; the message says what one looks like.</exception>
    public static ServiceType Parse(string text) =>
        TryParse(text, out ServiceType? type)
            ? type
            : throw new FormatException(
                $"'{text}' is not a service type. Write an underscore, up to {MaximumNameLength} letters, digits and single hyphens with at least one letter, " +
                "and then ._tcp or ._udp, as in _whiteboard._tcp.");

    /// <summary>Reads a type such as <c>_ipp._tcp</c> without throwing.</summary>
    /// <param name="text">The written type; a trailing <c>.local</c> or dot is accepted.</param>
    /// <param name="type">The type, when the text was one.</param>
    /// <returns>Whether the text was a type.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ServiceType? type)
    {
        type = null;
        if (text is null)
            return false;

        ReadOnlySpan<char> rest = text.AsSpan();
        if (rest.EndsWith("."))
            rest = rest[..^1];
        if (rest.EndsWith(LocalSuffix, StringComparison.OrdinalIgnoreCase))
            rest = rest[..^LocalSuffix.Length];

        string? subtype = null;
        if (rest.LastIndexOf(SubtypeMark, StringComparison.OrdinalIgnoreCase) is var mark and >= 0)
        {
            if (!TryUnescape(rest[..mark], out subtype) || !IsSubtype(subtype))
                return false;
            rest = rest[(mark + SubtypeMark.Length)..];
        }

        int dot = rest.IndexOf('.');
        if (dot < 2 || rest[0] != '_')
            return false;

        ReadOnlySpan<char> transport = rest[(dot + 1)..];
        bool isTcp = transport.Equals("_tcp", StringComparison.OrdinalIgnoreCase);
        if (!isTcp && !transport.Equals("_udp", StringComparison.OrdinalIgnoreCase))
            return false;

        ReadOnlySpan<char> name = rest[1..dot];
        if (!IsName(name))
            return false;

        type = new ServiceType(name.ToString(), isTcp ? ServiceTransport.Tcp : ServiceTransport.Udp, subtype);
        return true;
    }

    /// <summary>The type as DNS writes it, without a domain: <c>_whiteboard._tcp</c>, or <c>_printer._sub._ipp._tcp</c> with a subtype.</summary>
    /// <returns>The written type.</returns>
    public override string ToString()
    {
        string type = $"_{Name}.{(Transport == ServiceTransport.Tcp ? "_tcp" : "_udp")}";
        return Subtype is null
            ? type
            : Subtype.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal) + SubtypeMark + type;
    }

    static ServiceType IParsable<ServiceType>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ServiceType>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ServiceType result) => TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(ServiceType? other) =>
        other is not null && Transport == other.Transport && Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) && IsSameSubtype(Subtype, other.Subtype);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ServiceType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(Name), Transport);

    /// <summary>Compares subtypes as DNS does: without regard to ASCII case, and all other characters as they are.</summary>
    internal static bool IsSameSubtype(string? left, string? right) => LowerAscii(left) == LowerAscii(right);

    private static string? LowerAscii(string? text) =>
        text is null ? null : string.Create(text.Length, text, static (lower, source) =>
        {
            for (int i = 0; i < lower.Length; i++)
                lower[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
        });

    /// <summary>Reads one label in which a backslash stands before each dot and backslash; false where a dot stands alone.</summary>
    private static bool TryUnescape(ReadOnlySpan<char> label, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var read = new StringBuilder(label.Length);
        for (int i = 0; i < label.Length; i++)
        {
            if (label[i] == '.' || (label[i] == '\\' && ++i == label.Length))
                return false;
            read.Append(label[i]);
        }

        text = read.ToString();
        return true;
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaximumNameLength || name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal))
            return false;

        bool hasLetter = false;
        foreach (char character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                return false;
            hasLetter |= char.IsAsciiLetter(character);
        }

        return hasLetter;
    }

    private static string Fingerprint(string text, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
