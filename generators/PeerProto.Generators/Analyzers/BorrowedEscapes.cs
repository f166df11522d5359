using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Analyzers;

/// <summary>Finds the places in a method where a borrowed value gets to where it can outlive its handler.</summary>
/// <param name="flow">Which values are borrowed.</param>
/// <param name="report">Where findings go.</param>
internal sealed class BorrowedEscapes(BorrowedFlow flow, Action<Diagnostic> report)
{
    /// <summary>Looks at one operation.</summary>
    public void Check(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation assignment when flow.IsBorrowed(assignment.Value):
                CheckTarget(assignment.Target, assignment.Value);
                break;
            case IReturnOperation { ReturnedValue: { } value } when flow.IsBorrowed(value):
                Report(value, "it is returned");
                break;
            case IInvocationOperation call:
                CheckCall(call);
                break;
            case IObjectCreationOperation creation when !BorrowedTypes.IsCarrier(creation.Type) && creation.Type is { IsRefLikeType: false }:
                Check(creation.Arguments, $"the new '{creation.Type.Name}' keeps it");
                break;
            case IArrayInitializerOperation array:
                Check(array.ElementValues, "it is put into an array");
                break;
            case ICollectionExpressionOperation { Type.IsRefLikeType: false } collection:
                Check(collection.Elements, "it is put into a collection");
                break;
            case IAnonymousObjectCreationOperation creation:
                Check([.. creation.Initializers.OfType<ISimpleAssignmentOperation>().Select(each => each.Value)], "an object keeps it");
                break;
            case IMethodReferenceOperation { Parent: IDelegateCreationOperation } method when flow.IsBorrowed(method.Instance):
                Report(method.Instance!, "a delegate keeps it");
                break;
            case ILocalReferenceOperation local when flow.Holds(local.Local) && BorrowedTypes.IsWithinCapturing(local, local.Local):
                Report(local, "a function captures it that may run later");
                break;
            case IParameterReferenceOperation parameter when flow.Holds(parameter.Parameter) && BorrowedTypes.IsWithinCapturing(parameter, parameter.Parameter):
                Report(parameter, "a function captures it that may run later");
                break;
        }
    }

    private void CheckCall(IInvocationOperation call)
    {
        if (BorrowedTypes.GoesOn(call.TargetMethod))
            Check(call.Arguments, $"'{call.TargetMethod.Name}' may go on with it after it has returned");
        else if (BorrowedTypes.IsCollection(call.Instance?.Type))
            Check(call.Arguments, $"'{call.TargetMethod.Name}' puts it into a collection");
        if (!flow.IsBorrowed(call.Instance) && !call.Arguments.Any(argument => flow.IsBorrowed(argument.Value)))
            return;
        foreach (IArgumentOperation argument in call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Out && BorrowedTypes.IsCarrier(argument.Value.Type)))
            CheckTarget(argument.Value, argument.Value);
    }

    private void CheckTarget(IOperation target, IOperation value)
    {
        if (target is IMemberReferenceOperation { Instance.Type.IsRefLikeType: true })
            return;
        switch (target)
        {
            case IMemberReferenceOperation member:
                Report(value, $"it is stored in '{member.Member.Name}'");
                break;
            case IArrayElementReferenceOperation:
                Report(value, "it is put into an array");
                break;
            case IParameterReferenceOperation { Parameter: { RefKind: RefKind.Out or RefKind.Ref } parameter }:
                Report(value, $"it is returned in '{parameter.Name}'");
                break;
            case ITupleOperation { Elements: var elements }:
                foreach (IOperation element in elements)
                    CheckTarget(element, value);
                break;
        }
    }

    private void Check(ImmutableArray<IArgumentOperation> arguments, string how)
    {
        foreach (IArgumentOperation argument in arguments.Where(argument => flow.IsBorrowed(argument.Value)))
            Report(argument.Value, how);
    }

    private void Check(ImmutableArray<IOperation> values, string how)
    {
        foreach (IOperation value in values.Where(flow.IsBorrowed))
            Report(value, how);
    }

    private void Report(IOperation value, string how) =>
        report(Diagnostic.Create(DiagnosticCatalogue.BorrowedEscapes, value.Syntax.GetLocation(), value.Syntax.ToString(), how));
}
