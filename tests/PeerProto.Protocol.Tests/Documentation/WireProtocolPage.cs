namespace PeerProto.Protocol.Tests.Documentation;

/// <summary>The tables of <c>docs/wire-protocol.md</c>, which the build copies beside the tests.</summary>
internal static class WireProtocolPage
{
    /// <summary>The rows of the first table under a heading, without the head; marks of code are taken off the cells.</summary>
    public static IReadOnlyList<string[]> Table(string heading)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "wire-protocol.md"));
        int start = Array.FindIndex(lines, line => line.StartsWith('#') && line.TrimStart('#').Trim() == heading);
        Assert.True(start >= 0, $"the page has no heading '{heading}'");
        return
        [
            .. lines.Skip(start + 1)
                .TakeWhile(line => !line.StartsWith('#'))
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()),
        ];
    }
}
