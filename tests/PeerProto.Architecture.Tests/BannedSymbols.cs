using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>
/// A list of banned symbols as the compiler's analyzer reads it, here held against a built assembly: identifiers of documentation comments
/// (<c>T:</c> type, <c>N:</c> namespace, <c>P:</c> property, <c>M:</c> method), a reason after a semicolon.
/// </summary>
internal sealed class BannedSymbols
{
    private readonly string[] _symbols;

    private BannedSymbols(string[] symbols) => _symbols = symbols;

    public IReadOnlyList<string> Symbols => _symbols;

    public static BannedSymbols Read(string path) =>
        new([.. File.ReadLines(path).Select(line => line.Split(';')[0].Trim()).Where(symbol => symbol.Length > 0 && !symbol.StartsWith("//", StringComparison.Ordinal))]);

    /// <summary>The symbols of the list that the assembly uses.</summary>
    public IReadOnlyList<string> FindIn(string assemblyPath)
    {
        using BuiltAssembly assembly = new(assemblyPath);
        TypeName[] types = [.. assembly.TypesUsed];
        MemberUse[] members = [.. assembly.MembersUsed];
        return [.. _symbols.Where(symbol => IsUsed(symbol, types, members))];
    }

    private static bool IsUsed(string symbol, TypeName[] types, MemberUse[] members)
    {
        string name = symbol[2..];
        return symbol[..2] switch
        {
            "T:" => types.Any(type => type.ToString() == name),
            "N:" => types.Any(type => type.IsWithin(name)),
            "P:" => members.Any(member => IsMember(member, name, "get_") || IsMember(member, name, "set_")),
            "M:" => members.Any(member => IsMethod(member, name)),
            _ => throw new FormatException($"'{symbol}' is no banned symbol these tests can read: use T:, N:, P: or M:."),
        };
    }

    private static bool IsMethod(MemberUse member, string symbol)
    {
        int parenthesis = symbol.IndexOf('(', StringComparison.Ordinal);
        string name = (parenthesis < 0 ? symbol : symbol[..parenthesis]).Replace("#ctor", ".ctor", StringComparison.Ordinal);
        int parameters = parenthesis < 0 ? 0 : symbol.Count(character => character == ',') + 1;
        return member.ParameterCount == parameters && $"{member.Owner}.{member.Name}" == name;
    }

    private static bool IsMember(MemberUse member, string symbol, string accessor)
    {
        int dot = symbol.LastIndexOf('.');
        return member.Name == accessor + symbol[(dot + 1)..] && member.Owner.ToString() == symbol[..dot];
    }
}
