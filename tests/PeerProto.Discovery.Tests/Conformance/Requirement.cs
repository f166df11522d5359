namespace PeerProto.Discovery.Tests.Conformance;

/// <summary>A rule of RFC 6762 or RFC 6763.</summary>
/// <param name="Id">The RFC, the section and a letter: <c>6762-8.1-a</c>.</param>
/// <param name="Level">MUST, MUST NOT, SHOULD or SHOULD NOT.</param>
/// <param name="Rule">What it asks, in our words.</param>
/// <param name="Exception">Why it does not apply, or what is done instead; empty when a test has to hold the code to it.</param>
internal sealed record Requirement(string Id, string Level, string Rule, string Exception)
{
    private static readonly string[] Levels = ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT"];

    public string Rfc => Id.Split('-')[0];

    public string Section => Id.Split('-')[1];

    public bool NeedsTest => Exception.Length == 0;

    /// <summary>Reads the table, which stands in this folder.</summary>
    public static IReadOnlyList<Requirement> ReadAll(string table) =>
        [.. table.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    private static Requirement Parse(string line)
    {
        string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
        if (cells.Length != 4 || cells[0].Split('-').Length != 3 || !Levels.Contains(cells[1]))
            throw new FormatException($"This is no row of requirements.txt: {line}");
        bool isExcepted = cells[3].StartsWith("not here: ", StringComparison.Ordinal) || (cells[3].StartsWith("instead: ", StringComparison.Ordinal) && cells[1].StartsWith("SHOULD", StringComparison.Ordinal));
        return cells[3].Length == 0 || isExcepted
            ? new Requirement(cells[0], cells[1], cells[2], cells[3])
            : throw new FormatException($"Only a SHOULD may be departed from, and the reason begins with 'not here:' or 'instead:': {line}");
    }
}
