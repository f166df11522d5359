using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PeerProto.Matrix.Tests.Table;

namespace PeerProto.Matrix.Tests.Peers;

/// <summary>The table of values in docs/wire-protocol.md: what it says of each type beside MessagePack-CSharp.</summary>
internal static partial class ValuesTable
{
    private const string Header = "| C# | written as |";

    /// <summary>By type, as the page writes it: whether MessagePack-CSharp writes the same bytes.</summary>
    public static IReadOnlyDictionary<string, bool> IsSame { get; } = Read();

    /// <summary>The type of the page that a row of the matrix stands for.</summary>
    public static string TypeOf(TypeRow row) => row switch
    {
        { PageName: { } name } => name,
        { IsOptional: true } => "T?",
        _ when IsSame.ContainsKey(row.Type) => row.Type,
        _ when row.Type.EndsWith("[]", StringComparison.Ordinal) => "T[]",
        _ => row.Type[..row.Type.IndexOf('<', StringComparison.Ordinal)] + (row.Type.Contains("Dictionary<", StringComparison.Ordinal) ? "<K, V>" : "<T>"),
    };

    private static Dictionary<string, bool> Read([CallerFilePath] string thisFile = "")
    {
        string page = Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", "wire-protocol.md");
        IEnumerable<string[]> rows = File.ReadLines(page)
            .SkipWhile(line => !line.StartsWith(Header, StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "));
        return rows.SelectMany(cells => TypesIn(cells[0]).Select(type => (Type: type, IsSame: IsSameIn(cells[^1], type)))).ToDictionary(entry => entry.Type, entry => entry.IsSame);
    }

    /// <summary>Several types that stand for themselves, or one described in words.</summary>
    private static IEnumerable<string> TypesIn(string cell) =>
        ListOfTypes().IsMatch(cell) ? CodeSpan().Matches(cell).Select(match => match.Groups[1].Value) : [cell.Trim()];

    private static bool IsSameIn(string mark, string type) =>
        mark.StartsWith("same", StringComparison.Ordinal) && !mark.Contains($"none for `{type}`", StringComparison.Ordinal);

    [GeneratedRegex("^(`[^`]+`(, )?)+$")]
    private static partial Regex ListOfTypes();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}
