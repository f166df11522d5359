using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;

namespace PeerProto.Generators.Parsing;

/// <summary>Finds the cases of a union: those that its own attributes name, and those that the assembly it is used in adds.</summary>
internal static class UnionCases
{
    /// <summary>Whether the type is a union: an abstract class or an interface with cases.</summary>
    public static bool IsUnion(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, IsAbstract: true }
        && ((type.IsMessage() && type.Attribute(KnownNames.UnionCaseAttribute) is not null) || type.Attribute(KnownNames.UnionAttribute) is not null);

    /// <summary>The cases in the order of their ids. Works on types from source and from references alike.</summary>
    public static ImmutableArray<UnionCase> Of(INamedTypeSymbol union, WireScope scope, Findings findings)
    {
        var cases = new SortedDictionary<int, UnionCase>();
        foreach ((AttributeData mark, int parameter) in Marks(union).Concat(scope.AddedCases(union).Select(mark => (mark, 1))))
        {
            if (Read(union, mark, parameter, findings) is not { } read)
                continue;
            if (cases.TryGetValue(read.Id, out UnionCase? other))
                findings.Report(DiagnosticCatalogue.UnionCaseDuplicate, mark, read.Type.Name, $"the id {read.Id} is that of '{other.Type.Name}'");
            else if (cases.Values.FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Type, read.Type)) is { } twin)
                findings.Report(DiagnosticCatalogue.UnionCaseDuplicate, mark, read.Type.Name, $"it is case {twin.Id} already");
            else
                cases.Add(read.Id, read);
        }

        return [.. cases.Values];
    }

    /// <summary>Whether a value of the type can be one of the other type, which is a class or an interface.</summary>
    public static bool IsA(ITypeSymbol type, INamedTypeSymbol other)
    {
        if (type.AllInterfaces.Any(each => SymbolEqualityComparer.Default.Equals(each, other)))
            return true;
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, other))
                return true;
        }

        return false;
    }

    private static IEnumerable<(AttributeData Mark, int Parameter)> Marks(INamedTypeSymbol union)
    {
        string attribute = union.IsMessage() ? KnownNames.UnionCaseAttribute : KnownNames.UnionAttribute;
        return union.GetAttributes().Where(mark => mark.AttributeClass?.Is(attribute) == true).Select(mark => (mark, 0));
    }

    private static UnionCase? Read(INamedTypeSymbol union, AttributeData mark, int parameter, Findings findings)
    {
        ImmutableArray<TypedConstant> arguments = mark.ConstructorArguments;
        if (arguments.Length != parameter + 2 || arguments[parameter].Value is not int id)
        {
            findings.Report(DiagnosticCatalogue.UnionCaseMisplaced, mark, "UnionCase(id, typeof(the case))");
            return null;
        }

        if (arguments[parameter + 1].Value is not INamedTypeSymbol named)
        {
            findings.Report(DiagnosticCatalogue.UnionCaseForeign, mark, arguments[parameter + 1].Value?.ToString() ?? "null", union.Name);
            return null;
        }

        INamedTypeSymbol? type = Close(named, union);
        if (id is < 0 or > ProtocolLimits.MaxUnionCaseId)
            findings.Report(DiagnosticCatalogue.UnionCaseIdOutOfRange, mark, id, named.Name, ProtocolLimits.MaxUnionCaseId);
        else if (type is null || !IsA(type, union) || SymbolEqualityComparer.Default.Equals(type, union))
            findings.Report(DiagnosticCatalogue.UnionCaseForeign, mark, named.ToText(), union.Name);
        else
            return new UnionCase(id, (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), mark);
        return null;
    }

    /// <summary>The type with the union's type arguments where the attribute names it without any, or null where their number differs.</summary>
    private static INamedTypeSymbol? Close(INamedTypeSymbol type, INamedTypeSymbol union)
    {
        INamedTypeSymbol[] chain = [.. type.WithContainingTypes().Reverse()];
        if (!chain.Any(current => current.IsUnboundGenericType))
            return type;
        var arguments = new Queue<ITypeSymbol>(union.AllTypeArguments());
        if (arguments.Count != type.AllTypeParameters().Count())
            return null;
        INamedTypeSymbol? closed = null;
        foreach (INamedTypeSymbol current in chain.Select(each => each.OriginalDefinition))
        {
            INamedTypeSymbol open = closed is null ? current : closed.GetTypeMembers(current.Name, current.Arity)[0];
            ITypeSymbol[] own = [.. Enumerable.Range(0, current.Arity).Select(_ => arguments.Dequeue())];
            closed = own.Length == 0 ? open : open.Construct([.. own], [.. own.Select(argument => argument.NullableAnnotation)]);
        }

        return closed;
    }
}
