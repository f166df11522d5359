using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Locking;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Holds contracts, messages and enums against the project's wire lock. A project without a lock file has nothing reported.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of diagnostics that holds the id they are about.</summary>
    public const string IdProperty = "id";

    private static readonly SourceTextValueProvider<(LockHistory History, ImmutableArray<LockError> Errors)> Locks = new(Read);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticCatalogue.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Whether this is a lock file.</summary>
    public static bool IsLock(AdditionalText file) => file.Path.EndsWith(LockFile.Extension, StringComparison.OrdinalIgnoreCase);

    private static void Start(CompilationStartAnalysisContext context)
    {
        AdditionalText[] files = [.. context.Options.AdditionalFiles.Where(IsLock).GroupBy(file => file.Path).Select(same => same.First()).OrderBy(file => file.Path, StringComparer.Ordinal)];
        if (files.Length == 0 || files[0].GetText(context.CancellationToken) is not { } text || !context.TryGetValue(text, Locks, out var known))
            return;
        context.RegisterAdditionalFileAction(file => ReportErrors(file, files, known.Errors));
        if (known.Errors.Length > 0)
            return;
        var source = new LockSource(context.Compilation);
        var check = new LockCheck(known.History, source);
        context.RegisterSymbolAction(symbol => Analyze(symbol, source, check, known.History), SymbolKind.NamedType);
    }

    private static void ReportErrors(AdditionalFileAnalysisContext context, AdditionalText[] files, ImmutableArray<LockError> errors)
    {
        int place = Array.FindIndex(files, file => file.Path == context.AdditionalFile.Path);
        if (place > 0)
            Report(context, new LockError(1, $"a project has one lock, and '{System.IO.Path.GetFileName(files[0].Path)}' is it"));
        else if (place == 0)
        {
            foreach (LockError error in errors)
                Report(context, error);
        }
    }

    private static void Report(AdditionalFileAnalysisContext context, LockError error)
    {
        if (context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
            return;
        TextLine line = text.Lines[Math.Min(error.Line, text.Lines.Count) - 1];
        Location location = Location.Create(context.AdditionalFile.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalogue.LockBroken, location, error.Line, error.Text));
    }

    private static void Analyze(SymbolAnalysisContext context, LockSource source, LockCheck check, LockHistory history)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        bool isKnownEnum = type.TypeKind == TypeKind.Enum && history.Recorded.Find(LockSource.NameOf(type)) is not null;
        if ((type.TypeKind == TypeKind.Enum && !isKnownEnum) || source.Of(type, context.CancellationToken) is not { } locked)
            return;
        foreach (LockFinding finding in check.Of(locked))
        {
            Location place = source.PlaceOf(type, finding.Kind == LockFindingKind.VersionNotRaised ? null : finding.Id).Locations.FirstOrDefault() ?? Location.None;
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(IdProperty, finding.Id?.ToString(CultureInfo.InvariantCulture));
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalogue.Find(finding.Code), place, properties, finding.Text));
        }
    }

    private static (LockHistory History, ImmutableArray<LockError> Errors) Read(SourceText text)
    {
        LockFile file = LockFile.Parse(text.ToString(), out var errors);
        return (LockHistory.Of(file), [.. errors]);
    }
}
