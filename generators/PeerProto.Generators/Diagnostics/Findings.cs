using System;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Diagnostics;

/// <summary>
/// What the parsers found wrong. The generator listens only for whether there are errors, and then emits nothing; the analyzers pass a receiver
/// and so report the very same findings with their places.
/// </summary>
internal sealed class Findings(Action<Diagnostic>? receiver = null, Findings? whole = null)
{
    /// <summary>Whether an error was reported, so that there can be no model.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Findings about a part: they count for the whole, and tell whether this part alone has errors.</summary>
    public Findings Within() => new(receiver, this);

    /// <summary>Reports at a symbol's name.</summary>
    public void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params object[] arguments)
    {
        Note(descriptor);
        receiver?.Invoke(Diagnostic.Create(descriptor, symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None, arguments));
    }

    /// <summary>Reports at an attribute.</summary>
    public void Report(DiagnosticDescriptor descriptor, AttributeData attribute, params object[] arguments)
    {
        Note(descriptor);
        receiver?.Invoke(Diagnostic.Create(descriptor, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None, arguments));
    }

    private void Note(DiagnosticDescriptor descriptor)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        whole?.Note(descriptor);
    }
}
