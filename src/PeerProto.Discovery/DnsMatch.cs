using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery;

/// <summary>
/// A rule about domain names: a domain with all below it, as <c>matchDomains</c> of Apple's NEDNSSettings has it, or one name and nothing below it, or the exception from either.
/// Names are compared label by label without regard to ASCII case, so <c>example.com</c> takes <c>test.example.com</c> and not <c>notexample.com</c>.
/// </summary>
/// <remarks>
/// Written as <c>example.com</c> (suffix; a leading <c>*.</c> means the same), <c>=example.com</c> (that name alone), <c>!example.com</c> and <c>!=example.com</c> (the exceptions).
/// The empty domain takes every name. Names beyond ASCII may be given as people write them.
/// </remarks>
public sealed class DnsMatch : IEquatable<DnsMatch>, IParsable<DnsMatch>
{
    private static readonly IdnMapping International = new();

    private readonly DnsName _name;

    private DnsMatch(DnsName name, bool isExact, bool isExclusion)
    {
        _name = name;
        IsExact = isExact;
        IsExclusion = isExclusion;
    }

    /// <summary>The domain, without a trailing dot; empty for the root.</summary>
    public string Domain => _name.IsRoot ? "" : _name.ToString();

    /// <summary>Whether the rule is about the name alone and not about those below it.</summary>
    public bool IsExact { get; }

    /// <summary>Whether the rule takes names out.</summary>
    public bool IsExclusion { get; }

    internal DnsName Name => _name;

    /// <summary>How narrow the rule is. Where two are about one name, the greater counts.</summary>
    internal int Weight => (2 * _name.LabelCount) + (IsExact ? 1 : 0);

    /// <summary>A domain and everything below it.</summary>
    /// <param name="domain">The domain; empty for every name.</param>
    /// <exception cref="FormatException">That is no domain name.</exception>
    public static DnsMatch Suffix(string domain) => new(Read(domain), isExact: false, isExclusion: false);

    /// <summary>One name, and nothing below it.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="FormatException">That is no domain name.</exception>
    public static DnsMatch Exact(string name) => new(Read(name), isExact: true, isExclusion: false);

    /// <summary>The exception that this rule's names make.</summary>
    public DnsMatch AsExclusion() => new(_name, IsExact, isExclusion: true);

    /// <summary>Reads a written rule.</summary>
    /// <param name="text">The rule, such as <c>example.com</c>, <c>=example.com</c> or <c>!test.example.com</c>.</param>
    /// <exception cref="FormatException">The text is no rule; the message says what one looks like.</exception>
    public static DnsMatch Parse(string text) =>
        TryParse(text, out DnsMatch? match)
            ? match
            : throw new FormatException($"'{text}' is no rule about domain names. Write a domain such as example.com, and before it = for that name alone or ! for an exception.");

    /// <summary>Reads a written rule without throwing.</summary>
    /// <param name="text">The rule.</param>
    /// <param name="match">The rule, when the text was one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsMatch? match)
    {
        match = null;
        if (text is null)
            return false;
        ReadOnlySpan<char> rest = text;
        bool isExclusion = rest.StartsWith("!");
        rest = isExclusion ? rest[1..] : rest;
        bool isExact = rest.StartsWith("=");
        rest = isExact ? rest[1..] : rest;
        if (!isExact && rest.StartsWith("*.") && rest.Length > 2)
            rest = rest[2..];
        if (!TryRead(rest.ToString(), out DnsName? name) || (isExact && name.IsRoot) || rest.Contains('*') || rest.ContainsAny(" \t\r\n"))
            return false;
        match = new DnsMatch(name, isExact, isExclusion);
        return true;
    }

    /// <summary>Whether a name is one of the rule's. An exclusion matches the names that it takes out.</summary>
    /// <param name="name">The name, with or without a trailing dot; dots and backslashes inside a label have a backslash before them.</param>
    public bool Matches(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryRead(name, out DnsName? read) && Matches(read);
    }

    static DnsMatch IParsable<DnsMatch>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<DnsMatch>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out DnsMatch result) => TryParse(s, out result);

    /// <inheritdoc/>
    public bool Equals(DnsMatch? other) => other is not null && IsExact == other.IsExact && IsExclusion == other.IsExclusion && _name.Equals(other._name);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DnsMatch);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_name, IsExact, IsExclusion);

    /// <summary>Compares two rules.</summary>
    /// <param name="left">One rule.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(DnsMatch? left, DnsMatch? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two rules.</summary>
    /// <param name="left">One rule.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(DnsMatch? left, DnsMatch? right) => !(left == right);

    /// <summary>The rule as <see cref="Parse"/> reads it.</summary>
    /// <returns>The written rule.</returns>
    public override string ToString() => (IsExclusion ? "!" : "") + (IsExact ? "=" : "") + Domain;

    /// <summary>Whether a name is one of the rule's; what is beyond ASCII in the name is compared as it is asked for on the wire.</summary>
    internal bool Matches(DnsName name)
    {
        for (int above = name.LabelCount - _name.LabelCount; above >= 0; name = name.Parent)
        {
            if (above-- == 0)
                return name.Equals(_name);
            if (IsExact)
                return false;
        }

        return false;
    }

    /// <summary>Reads a name as people write it; labels beyond ASCII are taken as they are asked for (RFC 5891).</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out DnsName? name)
    {
        if (!System.Text.Ascii.IsValid(text) && !text.Contains('\\', StringComparison.Ordinal))
        {
            try
            {
                text = International.GetAscii(text);
            }
            catch (ArgumentException)
            {
                // Not a name of the Internet, such as the instance name of a service: it stays as it is.
            }
        }

        return DnsName.TryParse(text, out name);
    }

    private static DnsName Read(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return TryRead(domain, out DnsName? name) ? name : throw new FormatException($"'{domain}' is no domain name: labels of 1 to 63 bytes, separated by dots, 255 bytes in all.");
    }
}
