namespace PeerProto.Apple;

/// <summary>
/// Reads the output of <c>systemextensionsctl list</c>: a count, categories after <c>---</c>, a heading, and rows of
/// <c>enabled, active, team, bundle (version/build), name, [state]</c>, separated by tabs, or by spaces where somebody pasted it.
/// </summary>
internal static class SystemExtensionListing
{
    private const string CategoryMark = "--- ";
    private const string CategoryPrefix = "com.apple.system_extension.";
    private const int MaximumValueLength = 512;

    public static SystemExtensionList Read(string text)
    {
        List<SystemExtension> extensions = [];
        List<string> remarks = [];
        int? count = null;
        int odd = 0;
        int left = 0;
        string[] category = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            if (TryReadCount(line, out int number))
                count = (count ?? 0) + number;
            else if (line.TrimStart().StartsWith(CategoryMark, StringComparison.Ordinal))
                category = [Category(line.TrimStart()[CategoryMark.Length..])];
            else if (line.TrimStart().StartsWith("enabled", StringComparison.Ordinal) && line.Contains("teamID", StringComparison.Ordinal))
                continue;
            else if (ReadRow(line, category) is not { } extension)
                odd++;
            else if (extensions.Count < SystemExtensionList.MaximumExtensions)
                extensions.Add(extension);
            else
                left++;
        }

        if (count is null && extensions.Count == 0)
            throw new SystemExtensionException("it has neither a count of extensions nor a row of one", "Give the whole output of 'systemextensionsctl list', or /Library/SystemExtensions/db.plist");
        if (left > 0)
            remarks.Add($"{left} extensions are left out: {SystemExtensionList.MaximumExtensions} are the most that are kept");
        if (count is { } told && told != extensions.Count + left)
            remarks.Add($"the listing tells of {told} extensions, and {extensions.Count + left} could be read");
        if (odd > 0)
            remarks.Add($"{odd} lines are no rows of a listing");
        return new SystemExtensionList(extensions, remarks);
    }

    /// <summary>Whether a line begins an output: <c>2 extension(s)</c>.</summary>
    public static bool TryReadCount(ReadOnlySpan<char> line, out int count)
    {
        line = line.Trim();
        int space = line.IndexOf(' ');
        count = 0;
        return space is > 0 and < 8 && line[space..].Trim() is "extension(s)" && int.TryParse(line[..space], System.Globalization.NumberStyles.None, null, out count);
    }

    private static string Category(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        int end = text.IndexOfAny(" (\t");
        string name = Cut(end < 0 ? text : text[..end]);
        return name.StartsWith(CategoryPrefix, StringComparison.Ordinal) ? name[CategoryPrefix.Length..] : name;
    }

    private static SystemExtension? ReadRow(ReadOnlySpan<char> line, string[] category)
    {
        line = line.TrimEnd();
        int open = line.LastIndexOf('[');
        if (open < 0 || line[^1] != ']')
            return null;
        string state = SystemExtensionStates.Normalize(Cut(line[(open + 1)..^1]));
        ReadOnlySpan<char> rest = line[..open];
        (bool isEnabled, bool isActive) = Stars(ref rest);
        string team = Word(ref rest);
        string bundle = Word(ref rest);
        if (state.Length == 0 || team.Length == 0 || !bundle.Contains('.', StringComparison.Ordinal))
            return null;
        (string? version, string? build) = Version(ref rest);
        return new SystemExtension(team, bundle, version, build, Cut(rest.Trim()), category, SystemExtensionStates.Parse(state), state, isEnabled, isActive);
    }

    // The first column may be empty: with tabs that shows, with spaces a lone star stands at the start of the line or after it.
    private static (bool IsEnabled, bool IsActive) Stars(ref ReadOnlySpan<char> rest)
    {
        bool isAtStart = rest.StartsWith("*", StringComparison.Ordinal);
        int stars = 0;
        while (stars < 2 && rest.TrimStart().StartsWith("*", StringComparison.Ordinal))
        {
            rest = rest.TrimStart()[1..];
            stars++;
        }

        return (stars == 2 || (stars == 1 && isAtStart), stars == 2 || (stars == 1 && !isAtStart));
    }

    private static string Word(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        int end = rest.IndexOfAny(" \t(");
        ReadOnlySpan<char> word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return Cut(word);
    }

    private static (string? Version, string? Build) Version(ref ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> text = rest.TrimStart();
        int close = text.IndexOf(')');
        if (!text.StartsWith("(", StringComparison.Ordinal) || close < 0)
            return (null, null);
        ReadOnlySpan<char> inside = text[1..close];
        rest = text[(close + 1)..];
        int slash = inside.LastIndexOf('/');
        return slash < 0 ? (Cut(inside), null) : (Cut(inside[..slash]), Cut(inside[(slash + 1)..]));
    }

    private static string Cut(ReadOnlySpan<char> text) => new(text[..Math.Min(text.Length, MaximumValueLength)]);
}
