using System;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Diagnostics;

/// <summary>
/// What the parsers found wrong. The generator listens only for whether there are errors, and then emits nothing; the analyzers pass a receiver
/// and so report the very same findings with their places.
/// </summary>
internal sealed class Findings(Action<Diagnostic>? receiver = null, Findings? whole = null, ISymbol? place = null, AttributeData? only = null)
{
    /// <summary>Whether an error was reported, so that there can be no model.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Findings about a part: they count for the whole, and tell whether this part alone has errors.</summary>
    public Findings Within() => new(receiver, this, place);

    /// <summary>Findings about something that is not the user's to change: they are reported at the symbol that needs it.</summary>
    public Findings At(ISymbol user) => new(receiver, this, user);

    /// <summary>Only what is wrong with one attribute.</summary>
    public Findings Only(AttributeData attribute) => new(receiver, this, place, attribute);

    /// <summary>Reports at a symbol's name.</summary>
    public void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params object[] arguments)
    {
        if (only is not null)
            return;
        Note(descriptor);
        receiver?.Invoke(Diagnostic.Create(descriptor, LocationOf(place ?? symbol), arguments));
    }

    /// <summary>Reports at an attribute.</summary>
    public void Report(DiagnosticDescriptor descriptor, AttributeData attribute, params object[] arguments)
    {
        if (only is not null && only.ApplicationSyntaxReference != attribute.ApplicationSyntaxReference)
            return;
        Note(descriptor);
        Location? own = place is null ? attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() : LocationOf(place);
        receiver?.Invoke(Diagnostic.Create(descriptor, own ?? Location.None, arguments));
    }

    private static Location LocationOf(ISymbol symbol) => symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;

    private void Note(DiagnosticDescriptor descriptor)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        whole?.Note(descriptor);
    }
}
