using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PeerProto.Generators.Analyzers;

/// <summary>
/// Which values in a method are borrowed: what views give, what is a part of that, and the locals that ever hold such a value. Says nothing of
/// the order in which things happen.
/// </summary>
internal sealed class BorrowedFlow
{
    private readonly HashSet<ISymbol> _locals = new(SymbolEqualityComparer.Default);

    /// <summary>Follows the values through the locals of a method's blocks.</summary>
    public BorrowedFlow(ImmutableArray<IOperation> operations)
    {
        int known;
        do
        {
            known = _locals.Count;
            foreach (IOperation operation in operations)
                Follow(operation);
        }
        while (_locals.Count > known);
    }

    /// <summary>Whether a local or parameter ever holds a borrowed value.</summary>
    public bool Holds(ISymbol local) => _locals.Contains(local);

    /// <summary>Whether the value is borrowed.</summary>
    public bool IsBorrowed(IOperation? value) => value switch
    {
        null => false,
        IPropertyReferenceOperation property when BorrowedTypes.IsBorrowed(property.Property) => true,
        IPropertyReferenceOperation property => IsPart(property, property.Instance),
        IImplicitIndexerReferenceOperation range => IsPart(range, range.Instance),
        IFieldReferenceOperation field => IsPart(field, field.Instance),
        IInvocationOperation call => IsPart(call, call.Instance) || (BorrowedTypes.IsOfSystem(call.TargetMethod) && IsPart(call, call.Arguments)),
        IObjectCreationOperation creation => IsPart(creation, creation.Arguments),
        ILocalReferenceOperation local => Holds(local.Local),
        IParameterReferenceOperation parameter => Holds(parameter.Parameter),
        IConversionOperation { Type.IsRefLikeType: false } conversion => IsBorrowed(conversion.Operand),
        IParenthesizedOperation parentheses => IsBorrowed(parentheses.Operand),
        IConditionalOperation choice => IsBorrowed(choice.WhenTrue) || IsBorrowed(choice.WhenFalse),
        ICoalesceOperation coalesce => IsBorrowed(coalesce.Value) || IsBorrowed(coalesce.WhenNull),
        ISwitchExpressionOperation choice => choice.Arms.Any(arm => IsBorrowed(arm.Value)),
        IConditionalAccessOperation access => IsBorrowed(access.WhenNotNull),
        IConditionalAccessInstanceOperation => IsBorrowed(AccessedBy(value)),
        ITupleOperation tuple => tuple.Elements.Any(IsBorrowed),
        ISimpleAssignmentOperation assignment => IsBorrowed(assignment.Value),
        _ => false,
    };

    private bool IsPart(IOperation part, IOperation? whole) => BorrowedTypes.IsCarrier(part.Type) && IsBorrowed(whole);

    private bool IsPart(IOperation part, ImmutableArray<IArgumentOperation> arguments) =>
        BorrowedTypes.IsCarrier(part.Type) && arguments.Any(argument => IsBorrowed(argument.Value));

    private void Follow(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when IsBorrowed(declarator.GetVariableInitializer()?.Value):
                _locals.Add(declarator.Symbol);
                break;
            case IAssignmentOperation assignment when IsBorrowed(assignment.Value):
                Take(assignment.Target);
                break;
            case IForEachLoopOperation loop when IsBorrowed(loop.Collection is IConversionOperation conversion ? conversion.Operand : loop.Collection):
                _locals.UnionWith(loop.Locals.Where(local => BorrowedTypes.IsCarrier(local.Type)));
                break;
            case IIsPatternOperation pattern when IsBorrowed(pattern.Value):
                Take(pattern.Pattern);
                break;
            case IPropertySubpatternOperation { Member: IPropertyReferenceOperation member } subpattern when BorrowedTypes.IsBorrowed(member.Property):
                Take(subpattern.Pattern);
                break;
            case ISwitchExpressionOperation choice when IsBorrowed(choice.Value):
                foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                    Take(arm.Pattern);
                break;
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                _locals.UnionWith(call.Arguments.Where(argument => IsBorrowed(argument.Value)).Select(argument => (ISymbol)argument.Parameter!));
                break;
            case IInvocationOperation call when IsBorrowed(call.Instance) || (BorrowedTypes.IsOfSystem(call.TargetMethod) && call.Arguments.Any(argument => IsBorrowed(argument.Value))):
                foreach (IArgumentOperation argument in call.Arguments.Where(argument => argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref))
                    Take(argument.Value);
                break;
        }
    }

    /// <summary>Notes the locals that something is assigned to.</summary>
    private void Take(IOperation target)
    {
        foreach (IOperation each in target.DescendantsAndSelf())
        {
            ISymbol? local = each switch
            {
                ILocalReferenceOperation reference => reference.Local,
                IParameterReferenceOperation reference => reference.Parameter,
                IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
                IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
                _ => null,
            };
            ITypeSymbol? type = local switch
            {
                ILocalSymbol variable => variable.Type,
                IParameterSymbol parameter => parameter.Type,
                _ => null,
            };
            if (local is not null && (BorrowedTypes.IsCarrier(type) || type is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic }))
                _locals.Add(local);
        }
    }

    private static IOperation? AccessedBy(IOperation instance)
    {
        for (IOperation? around = instance.Parent; around is not null; around = around.Parent)
        {
            if (around is IConditionalAccessOperation access)
                return access.Operation;
        }

        return null;
    }
}
