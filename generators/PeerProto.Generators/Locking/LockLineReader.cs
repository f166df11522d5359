using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PeerProto.Generators.Locking;

/// <summary>Reads one line of a lock file.</summary>
internal static class LockLineReader
{
    private const int MaximumShapeLength = 1 << 20;

    private static readonly Dictionary<string, LockWord> Words =
        Enumerable.Range(0, (int)LockWord.Reserved + 1).Select(number => (LockWord)number).ToDictionary(word => word.ToString().ToLowerInvariant());

    /// <summary>Reads a line that is neither empty, nor a comment, nor the head of a section.</summary>
    /// <param name="line">The line.</param>
    /// <param name="error">What is wrong with it, where null is returned.</param>
    public static LockEntry? Read(string line, out string error)
    {
        error = "";
        string[] parts = line.Split([' '], 2);
        if (!Words.TryGetValue(parts[0], out LockWord word))
        {
            error = $"'{Shorten(parts[0])}' is no word of a lock file";
            return null;
        }

        string[] fields = parts.Length < 2 ? [] : parts[1].Split([' '], 3);
        LockEntry? entry = fields.Any(field => field.Length == 0) ? null : Read(word, fields);
        if (entry is null || entry.Shape.Length > MaximumShapeLength)
            error = $"a '{parts[0]}' line reads '{Form(word)}'";
        return error.Length == 0 ? entry : null;
    }

    /// <summary>How lines that begin with the word look.</summary>
    public static string Form(LockWord word) => word switch
    {
        LockWord.Contract => "contract Type service-name version",
        LockWord.Union => "union Type' or 'union Type *",
        LockWord.Removed or LockWord.Message or LockWord.Enum => word.ToString().ToLowerInvariant() + " Type",
        LockWord.Channel => "channel Type.Name id delivery shape",
        LockWord.Call => "call Type.Name id kind arguments item result",
        LockWord.Member => "member Type.Name id shape",
        LockWord.Case => "case Type id shape",
        LockWord.Value => "value Type.Name number",
        _ => "reserved Type id",
    };

    private static LockEntry? Read(LockWord word, string[] fields) => (word, fields.Length) switch
    {
        (LockWord.Removed or LockWord.Message or LockWord.Enum, 1) => new LockEntry(word, fields[0], 0, "", ""),
        (LockWord.Union, 1) => new LockEntry(word, fields[0], 0, "", ""),
        (LockWord.Union, 2) when fields[1] == "*" => new LockEntry(word, fields[0], 0, "", "*"),
        (LockWord.Contract, 3) when IsNumber(fields[2]) => new LockEntry(word, fields[0], 0, "", fields[1] + " " + fields[2]),
        (LockWord.Channel or LockWord.Call, 3) when fields[2].Contains(' ') => Named(word, fields, fields[2]),
        (LockWord.Member, 3) => Named(word, fields, fields[2]),
        (LockWord.Value, 2) => Named(word, fields, ""),
        (LockWord.Case, 3) when ReadId(fields[1]) is { } id => new LockEntry(word, fields[0], id, "", fields[2]),
        (LockWord.Reserved, 2) when ReadId(fields[1]) is { } id => new LockEntry(word, fields[0], id, "", ""),
        _ => null,
    };

    private static LockEntry? Named(LockWord word, string[] fields, string shape)
    {
        int dot = fields[0].LastIndexOf('.');
        bool isRequired = word == LockWord.Member && fields[1][fields[1].Length - 1] == '!';
        string number = isRequired ? fields[1].Substring(0, fields[1].Length - 1) : fields[1];
        return dot > 0 && dot < fields[0].Length - 1 && ReadId(number, isSigned: word == LockWord.Value) is { } id
            ? new LockEntry(word, fields[0].Substring(0, dot), id, fields[0].Substring(dot + 1), shape, isRequired)
            : null;
    }

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static long? ReadId(string text, bool isSigned = false) =>
        long.TryParse(text, isSigned ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Remove(40) + "…";
}
