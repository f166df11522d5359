using System.Buffers;
using System.Globalization;

namespace PeerProto.Apple;

/// <summary>The catalogue as it was written down in <c>catalogue.txt</c>, which says how its lines are made.</summary>
internal sealed class ErrorCatalogue
{
    private const string Resource = "PeerProto.Apple.Errors.catalogue.txt";
    private const int Fields = 6;

    /// <summary>Sections whose names are everyday words: they say nothing by themselves in a text.</summary>
    private static readonly string[] EverydayNames = ["tlsalert", "iokit"];

    /// <summary>What stands between a code or a function and the words of the C library.</summary>
    private static readonly string[] PhraseMarks = [": ", " - "];

    private static readonly Lazy<ErrorCatalogue> Loaded = new(Load);

    private readonly Dictionary<string, ErrorSection> _sections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ErrorSection>> _domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AppleError> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AppleError>.AlternateLookup<ReadOnlySpan<char>> _namesBySpan;
    private readonly List<(string Phrase, AppleError Error)> _phrases = [];

    private ErrorCatalogue() => _namesBySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();

    public static ErrorCatalogue Instance => Loaded.Value;

    public List<AppleError> All { get; } = [];

    /// <summary>Finds the phrases that say a code in words.</summary>
    public SearchValues<string> PhraseSearch => field ??= SearchValues.Create([.. _phrases.Select(entry => entry.Phrase)], StringComparison.Ordinal);

    public ErrorSection Section(string key) => _sections[key];

    public bool IsDomain(string domain) => _domains.ContainsKey(domain);

    public AppleError? Named(ReadOnlySpan<char> name) => _namesBySpan.TryGetValue(name, out AppleError? error) ? error : null;

    /// <summary>The longest phrase that a text begins with; it begins with one.</summary>
    public (string Phrase, AppleError Error) PhraseAt(ReadOnlySpan<char> text)
    {
        (string Phrase, AppleError Error) longest = default;
        foreach ((string Phrase, AppleError Error) entry in _phrases)
        {
            if (text.StartsWith(entry.Phrase, StringComparison.Ordinal) && entry.Phrase.Length > (longest.Phrase?.Length ?? 0))
                longest = entry;
        }

        return longest;
    }

    /// <summary>Finds the entry of a code in a domain, and in the sections whose codes appear there too.</summary>
    public AppleError? Find(string domain, long code, ReadOnlySpan<char> around)
    {
        if (!_domains.TryGetValue(domain, out List<ErrorSection>? sections))
            return null;
        foreach (ErrorSection section in sections)
        {
            if (Find(section, code, around) is { } error)
                return error;
        }

        return null;
    }

    private AppleError? Find(ErrorSection section, long code, ReadOnlySpan<char> around)
    {
        if (section.Find(code, around) is { } own)
            return own;
        foreach (string key in section.Also)
        {
            if (Find(_sections[key], code, around) is { } other)
                return other;
        }

        return null;
    }

    /// <summary>Reads a catalogue; a line that is not as it should be ends it with its number.</summary>
    internal static ErrorCatalogue Read(TextReader reader)
    {
        ErrorCatalogue catalogue = new();
        ErrorSection? section = null;
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            try
            {
                if (line[0] == '[')
                    section = catalogue.Begin(line);
                else if (section is null)
                    throw new FormatException("it stands before the first section");
                else if (line.Contains(" | ", StringComparison.Ordinal))
                    catalogue.Add(section, line);
                else
                    Set(section, line);
            }
            catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException or IndexOutOfRangeException)
            {
                throw new FormatException($"Line {number} of the catalogue cannot be read: {failure.Message}", failure);
            }
        }

        return catalogue;
    }

    private static ErrorCatalogue Load()
    {
        using Stream stream = typeof(ErrorCatalogue).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
        using StreamReader reader = new(stream);
        return Read(reader);
    }

    private ErrorSection Begin(string line)
    {
        int end = line.IndexOf(']', StringComparison.Ordinal);
        ErrorSection section = new(line[1..end], line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _sections.Add(section.Key, section);
        foreach (string domain in line[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_domains.TryGetValue(domain, out List<ErrorSection>? sections))
                _domains.Add(domain, sections = []);
            sections.Add(section);
        }

        return section;
    }

    private static void Set(ErrorSection section, string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        string value = line[(colon + 1)..].Trim();
        switch (line[..colon])
        {
            case "title":
                section.Title = value;
                break;
            case "also":
                section.Also = value.Split(' ');
                break;
            case "causes":
                section.Causes = Split(value);
                break;
            case "next":
                section.NextStep = value;
                break;
            case "sure":
                (section.Certainty, section.Source) = ReadCertainty(value);
                break;
            default:
                throw new FormatException($"'{line[..colon]}' says nothing about a section");
        }
    }

    private void Add(ErrorSection section, string line)
    {
        string[] fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length > Fields)
            throw new FormatException($"it has {fields.Length} fields, more than {Fields}");
        string[] key = fields[0].Split('@', 2, StringSplitOptions.TrimEntries);
        long code = key[0].StartsWith("0x", StringComparison.Ordinal)
            ? int.Parse(key[0].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) // as programs print it: negative
            : long.Parse(key[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string causes = Field(3), next = Field(4), sure = Field(5);
        (AppleErrorCertainty certainty, string source) = sure.Length > 0 ? ReadCertainty(sure) : (section.Certainty, section.Source);
        AppleError error = new(
            section, code, key.Length > 1 ? key[1] : null, fields[1], fields[2], causes.Length > 0 ? Split(causes) : section.Causes, next.Length > 0 ? next : section.NextStep, certainty, source);
        if (error.Context is null)
            section.Entries.Add(code, error);
        else
            section.ContextEntries.Add(error);
        All.Add(error);
        if (error.Context is null && !EverydayNames.Contains(section.Key))
            _names.TryAdd(error.Name, error);
        if (section.Key == "posix")
            _phrases.AddRange(PhraseMarks.Select(mark => (mark + error.Meaning.Split(" (", 2)[0], error)));
        else if (error.Name == "localNetworkDenied")
            _phrases.Add(("Local network prohibited", error));

        string Field(int index) => index < fields.Length ? fields[index] : "";
    }

    private static string[] Split(string causes) => causes.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (AppleErrorCertainty Certainty, string Source) ReadCertainty(string text)
    {
        string[] parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return (Enum.Parse<AppleErrorCertainty>(parts[0], ignoreCase: true), parts[1]);
    }
}
