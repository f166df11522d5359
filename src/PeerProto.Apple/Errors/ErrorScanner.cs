using System.Globalization;
using System.Text.RegularExpressions;

namespace PeerProto.Apple;

/// <summary>
/// Finds error codes in a piece of text. Each pattern is bounded in length and what is read around a code too, so that the work grows with the text and no faster. A number alone counts only where
/// its range belongs to one kind of code, or where a word right before it says that it is an error; everything else needs its domain, its name or a word beside it.
/// </summary>
internal static partial class ErrorScanner
{
    /// <summary>No mention, with all that is read around it, reaches further than this to either side of its beginning.</summary>
    public const int Reach = 1024;

    private const int WordBefore = 24;
    private const int Nearby = 300;
    private const int MaximumCodeDigits = 12;

    /// <summary>Sections in whose range no other codes lie.</summary>
    private static readonly string[] ByRange = ["dns", "tls", "tlspeer", "security", "corewlan"];

    /// <summary>Codes of those sections that are too short to be recognised without their domain.</summary>
    private const long ShortestByRange = -1000;

    private const int FirstAlertOfQuic = 0x100;

    public static List<ErrorMention> Scan(string text)
    {
        List<ErrorMention> mentions = [];
        Domains(text, mentions);
        Numbers(text, mentions);
        Words(text, mentions);
        NetworkDomains(text, mentions);
        Alerts(text, mentions);
        Names(text, mentions);
        Phrases(text, mentions);

        // What names its domain reaches furthest and begins earliest; what lies inside it says the same again.
        mentions.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.Length.CompareTo(one.Length));
        int end = 0;
        List<ErrorMention> apart = [];
        foreach (ErrorMention mention in mentions)
        {
            if (mention.Start < end)
                continue;
            apart.Add(mention);
            end = mention.End;
        }

        return apart;
    }

    /// <summary><c>Error Domain=X Code=Y</c>, <c>domain: "X", code: Y</c>, <c>(X error Y.)</c>.</summary>
    private static void Domains(string text, List<ErrorMention> mentions)
    {
        foreach (Match match in DomainAndCode().Matches(text))
            AddOfDomain(match, match.Groups["domain"].Value, match.Groups["code"].Value, text, mentions);
        foreach (Match match in DomainAndError().Matches(text))
        {
            string domain = match.Groups["domain"].Value;
            if (ErrorCatalogue.Instance.IsDomain(domain) || domain.EndsWith("ErrorDomain", StringComparison.Ordinal) || domain.EndsWith(".error", StringComparison.OrdinalIgnoreCase))
                AddOfDomain(match, domain, match.Groups["code"].Value, text, mentions);
        }
    }

    private static void Numbers(string text, List<ErrorMention> mentions)
    {
        foreach (Match match in NegativeNumber().Matches(text))
        {
            if (!TryCode(match.Value, out long code))
                continue;
            if (IoReturnCode.TryCreate(code, out _))
                mentions.Add(OfIoReturn(match, code));
            else if (OfRange(code, Around(text, match.Index)) is { } error || (IsCalledAnError(text, match.Index) && (error = ErrorCatalogue.Instance.Section("url").Find(code, "")) is not null))
                mentions.Add(Of(match, error));
        }

        foreach (Match match in HexNumber().Matches(text))
        {
            if (long.TryParse(match.ValueSpan[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long code) && IoReturnCode.TryCreate(code, out _))
                mentions.Add(OfIoReturn(match, (int)(uint)code));
        }
    }

    /// <summary>Numbers that a word stands before: <c>errno 65</c>, <c>alert number 42</c>, <c>client status 12</c>.</summary>
    private static void Words(string text, List<ErrorMention> mentions)
    {
        foreach (Match match in WordAndCode().Matches(text))
        {
            if (!TryCode(match.Groups["code"].Value, out long code))
                continue;
            string word = new([.. match.Groups["word"].Value.Where(char.IsAsciiLetter).Select(char.ToLowerInvariant)]);
            AppleError? error = word switch
            {
                "errno" or "posixerrorcoderawvalue" => InSection("posix"),
                "alert" or "alertnumber" => InSection("tlsalert"),
                "osstatus" => OfStatus(code),
                "eapclientstatus" or "clientstatus" => InSection("eapstatus"),
                "supplicantstate" => InSection("supplicant"),
                "eapolcontrolstate" or "controlstate" => InSection("control"),
                "eapolcontrolmode" or "controlmode" => InSection("eapmode"),
                "domainspecificerror" => code < 0 ? OfStatus(code) : InSection("posix"),
                "kcfstreamerrorcodekey" => StreamDomain(text, match.Index) switch
                {
                    1 => InSection("posix"),
                    3 => OfStatus(code),
                    _ => null,
                },
                _ => null,
            };
            if (error is not null)
                mentions.Add(Of(match, error));

            AppleError? InSection(string key) => ErrorScanner.InSection(key, code);
        }
    }

    /// <summary>A number of Network framework's or CFNetwork's for the domain, and the code: <c>nw_error domain 1 code 61</c>, <c>error [1:61]</c>.</summary>
    private static void NetworkDomains(string text, List<ErrorMention> mentions)
    {
        foreach (Match match in NetworkDomainAndCode().Matches(text))
        {
            if ((match.Groups["open"].Success && !IsCalledAnError(text, match.Index)) || !TryCode(match.Groups["code"].ValueSpan, out long code))
                continue;
            AppleError? error = match.Groups["domain"].ValueSpan switch
            {
                "1" => InSection("posix", code),
                "2" => InSection("dns", code),
                "3" => OfStatus(code),
                _ => null,
            };
            if (error is not null)
                mentions.Add(Of(match, error));
        }
    }

    /// <summary>Alerts of TLS as QUIC carries them, 0x0100 and their number (RFC 9001 section 4.8), and as BoringSSL writes them, in words.</summary>
    private static void Alerts(string text, List<ErrorMention> mentions)
    {
        foreach (Match match in QuicCryptoError().Matches(text))
        {
            long number = match.Groups["hex"].Success
                ? long.Parse(match.Groups["hex"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : long.Parse(match.Groups["decimal"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            if (InSection("tlsalert", number - FirstAlertOfQuic) is { } error)
                mentions.Add(Of(match, error));
        }

        foreach (Match match in AlertInWords().Matches(text))
        {
            string name = match.Groups["name"].Value.Replace(' ', '_');
            foreach (AppleError alert in ErrorCatalogue.Instance.Section("tlsalert").Entries.Values)
            {
                if (name.Equals(alert.Name, StringComparison.OrdinalIgnoreCase))
                    mentions.Add(Of(match, alert));
            }
        }
    }

    private static void Names(string text, List<ErrorMention> mentions)
    {
        foreach (ValueMatch match in Identifier().EnumerateMatches(text))
        {
            if (ErrorCatalogue.Instance.Named(text.AsSpan(match.Index, match.Length)) is { } error)
                mentions.Add(new ErrorMention(match.Index, match.Length, error.Domain, error.Code, error));
        }
    }

    /// <summary>What the C library says for errno, where it stands behind a colon or a dash; and what a path of Network framework says of local network privacy.</summary>
    private static void Phrases(string text, List<ErrorMention> mentions)
    {
        int place = 0;
        while (text.AsSpan(place).IndexOfAny(ErrorCatalogue.Instance.PhraseSearch) is var found and >= 0)
        {
            place += found;
            (string phrase, AppleError error) = ErrorCatalogue.Instance.PhraseAt(text.AsSpan(place));
            int words = phrase.AsSpan().IndexOfAnyExcept(": -");
            mentions.Add(new ErrorMention(place + words, phrase.Length - words, error.Domain, error.Code, error));
            place += phrase.Length;
        }
    }

    private static void AddOfDomain(Match match, string domain, string digits, string text, List<ErrorMention> mentions)
    {
        if (!TryCode(digits, out long code))
            return;
        if (IoReturnCode.TryCreate(code, out IoReturnCode value))
            code = (int)value.Value;
        AppleError? error = ErrorCatalogue.Instance.Find(domain, code, Around(text, match.Index)) ?? Common(value);
        mentions.Add(new ErrorMention(match.Index, match.Length, domain, code, error));
    }

    private static bool TryCode(ReadOnlySpan<char> digits, out long code)
    {
        code = 0;
        return digits.Length <= MaximumCodeDigits && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out code);
    }

    private static ErrorMention Of(Match match, AppleError error) => new(match.Index, match.Length, error.Domain, error.Code, error);

    private static ErrorMention OfIoReturn(Match match, long code)
    {
        AppleError? own = ErrorCatalogue.Instance.Section("apple80211").Find(code, "");
        IoReturnCode.TryCreate(code, out IoReturnCode value);
        return new ErrorMention(match.Index, match.Length, own?.Domain ?? "IOReturn", code, own ?? Common(value));
    }

    /// <summary>The entry of a number that all drivers share.</summary>
    private static AppleError? Common(IoReturnCode value) => ErrorCatalogue.Instance.Section("ioreturn").Entries.GetValueOrDefault((int)value.Value);

    private static AppleError? OfRange(long code, ReadOnlySpan<char> around)
    {
        if (code > ShortestByRange)
            return null;
        foreach (string key in ByRange)
        {
            if (ErrorCatalogue.Instance.Section(key).Find(code, around) is { } error)
                return error;
        }

        return null;
    }

    private static AppleError? InSection(string key, long code) => ErrorCatalogue.Instance.Section(key).Find(code, "");

    private static AppleError? OfStatus(long code) => ErrorCatalogue.Instance.Find("NSOSStatusErrorDomain", code, "");

    /// <summary>What belongs to a mention: its line, and where that names no service the text around it too, since what people paste is often broken into lines.</summary>
    private static ReadOnlySpan<char> Around(string text, int place)
    {
        int start = Math.Max(0, place - Nearby);
        int end = Math.Min(text.Length, place + Nearby);
        int before = text.AsSpan(start, place - start).LastIndexOf('\n');
        int behind = text.AsSpan(place, end - place).IndexOf('\n');
        ReadOnlySpan<char> line = text.AsSpan((before < 0 ? start : start + before + 1)..(behind < 0 ? end : place + behind));
        return line.Contains(" named ", StringComparison.Ordinal) ? line : text.AsSpan(start, end - start);
    }

    /// <summary>Whether a word right before a number says that it is an error: enough for one of URL loading, or for one in brackets.</summary>
    private static bool IsCalledAnError(string text, int place)
    {
        ReadOnlySpan<char> before = text.AsSpan(Math.Max(0, place - WordBefore), Math.Min(place, WordBefore));
        return before.Contains("error", StringComparison.OrdinalIgnoreCase) || before.Contains("code", StringComparison.OrdinalIgnoreCase) || before.Contains("NSURL", StringComparison.Ordinal);
    }

    private static int? StreamDomain(string text, int place)
    {
        int start = Math.Max(0, place - Nearby);
        Match match = StreamErrorDomain().Match(text, start, Math.Min(text.Length - start, 2 * Nearby));
        return match.Success ? int.Parse(match.Groups["domain"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("""(?<!\w)Domain\s{0,3}[=:]\s{0,3}["']?(?<domain>[A-Za-z_][\w.]{1,100})["']?[,;]?\s{0,3}Code\s{0,3}[=:]\s{0,3}(?<code>-?[0-9]{1,12})(?!\w)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DomainAndCode();

    [GeneratedRegex("""(?<![\w.])(?<domain>[A-Za-z_][\w.]{2,100})\s{1,3}error:?\s{1,3}(?<code>-?[0-9]{1,12})(?!\w)""", RegexOptions.CultureInvariant)]
    private static partial Regex DomainAndError();

    [GeneratedRegex("""(?<![\w.\-])-[0-9]{3,10}(?![\w\-]|\.[0-9])""", RegexOptions.CultureInvariant)]
    private static partial Regex NegativeNumber();

    [GeneratedRegex("""(?<!\w)0[xX][0-9A-Fa-f]{8}(?!\w)""", RegexOptions.CultureInvariant)]
    private static partial Regex HexNumber();

    [GeneratedRegex(
        """(?<!\w)(?<word>errno|POSIXErrorCode\(rawValue|alert(?: number)?|OSStatus|EAPClientStatus|client ?status|supplicant ?state|(?:EAPOL)?control ?(?:state|mode)|DomainSpecificError|_kCFStreamErrorCodeKey)["']?[\s:=(]{1,4}(?<code>-?[0-9]{1,12})(?!\w)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordAndCode();

    [GeneratedRegex(
        """(?<!\w)(?:CRYPTO_ERROR|QUIC(?:[ _][A-Za-z]{1,20}){0,3}[ _](?:error|code))[\s:=(]{1,4}(?:0x0{0,2}(?<hex>1[0-9A-Fa-f]{2})|(?<decimal>[2-5][0-9]{2}))(?!\w)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuicCryptoError();

    [GeneratedRegex("""(?<!\w)alert[,;:]?[^\n]{0,40}?description:\s{0,3}(?<name>[a-z]{2,20}(?:[ _][a-z]{2,20}){0,3})(?!\w)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AlertInWords();

    [GeneratedRegex(
        """(?:(?<!\w)nw_error(?:_t)?\s{1,3}domain\s{0,3}[=:]?\s{0,3}(?<domain>[1-3])[,;]?\s{1,3}(?:error_)?code\s{0,3}[=:]?\s{0,3}(?<code>-?[0-9]{1,12})(?!\w)|(?<open>\[)(?<domain>[1-3]):(?<code>-?[0-9]{1,12})\])""",
        RegexOptions.CultureInvariant)]
    private static partial Regex NetworkDomainAndCode();

    [GeneratedRegex("""_kCFStreamErrorDomainKey["']?\s{0,3}[=:]\s{0,3}(?<domain>[0-9]{1,4})(?!\w)""", RegexOptions.CultureInvariant)]
    private static partial Regex StreamErrorDomain();

    [GeneratedRegex("""(?<!\w)[A-Za-z]\w{3,80}(?!\w)""", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
