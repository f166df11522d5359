using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PeerProto.Generators.CodeFixes.Applying;

/// <summary>
/// Hands out ids. Who has a good id keeps it, since peers may know it already; everyone else gets an id above all that are in use or reserved, in
/// the order of declaration.
/// </summary>
internal sealed class Numbering
{
    private readonly int _lowest;
    private readonly int _highest;
    private readonly HashSet<int> _reserved;
    private readonly List<(SyntaxNode Declaration, AttributeSyntax? Attribute, string AttributeName)> _waiting = [];
    private readonly HashSet<int> _used = [];

    public Numbering(int lowest, int highest, IEnumerable<int> reserved)
    {
        _lowest = lowest;
        _highest = highest;
        _reserved = [.. reserved];
    }

    /// <summary>Takes note of a declaration that has an id.</summary>
    public void AddMarked(SyntaxNode declaration, AttributeSyntax attribute, int id)
    {
        if (id < _lowest || id > _highest || _reserved.Contains(id) || !_used.Add(id))
            _waiting.Add((declaration, attribute, ""));
    }

    /// <summary>Takes note of a declaration that has none.</summary>
    public void AddUnmarked(SyntaxNode declaration, string attributeName) => _waiting.Add((declaration, null, attributeName));

    /// <summary>Who gets which id; nobody where the ids do not suffice.</summary>
    public IReadOnlyList<Numbered> Plan()
    {
        int next = _used.Concat(_reserved).DefaultIfEmpty(_lowest - 1).Max() + 1;
        return next + _waiting.Count - 1 > _highest
            ? []
            : [.. _waiting.Select((each, index) => new Numbered(each.Declaration, each.Attribute, each.AttributeName, next + index))];
    }
}
