using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Reports borrowed bytes that may outlive their handler, and readers of channels that cannot be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BorrowingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [DiagnosticCatalogue.BorrowedChannelRead, DiagnosticCatalogue.BorrowedEscapes];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(CheckReading, OperationKind.Invocation);
        context.RegisterOperationBlockStartAction(Start);
    }

    private static void CheckReading(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call is { TargetMethod.Name: "ReadAllAsync", Instance: IPropertyReferenceOperation { Property: var channel } }
            && channel.Attribute(KnownNames.BorrowedChannelAttribute) is not null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticCatalogue.BorrowedChannelRead, call.Syntax.GetLocation(), channel.Name));
    }

    /// <summary>Only methods that borrow something are looked at any further.</summary>
    private static void Start(OperationBlockStartAnalysisContext context)
    {
        bool borrows = false;
        context.RegisterOperationAction(
            property => borrows |= BorrowedTypes.IsBorrowed(((IPropertyReferenceOperation)property.Operation).Property), OperationKind.PropertyReference);
        context.RegisterOperationBlockEndAction(end =>
        {
            if (borrows)
                CheckEscapes(end.OperationBlocks, end.ReportDiagnostic);
        });
    }

    private static void CheckEscapes(ImmutableArray<IOperation> blocks, Action<Diagnostic> report)
    {
        ImmutableArray<IOperation> operations = [.. blocks.SelectMany(block => block.DescendantsAndSelf())];
        var escapes = new BorrowedEscapes(new BorrowedFlow(operations), report);
        foreach (IOperation operation in operations)
            escapes.Check(operation);
    }
}
