using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Reads <c>[MaxLength]</c> of members and parameters.</summary>
internal static class LengthLimits
{
    /// <summary>The limit that stands on a member, on the constructor parameter that declares it, or on a call's parameter; reports one that cannot be.</summary>
    public static LengthLimitModel? Of(ISymbol user, WireForm outer, WireScope scope, Findings findings)
    {
        // Without an argument the attribute means as much as the database allows, which is no limit here.
        if ((user.Attribute(KnownNames.MaxLengthAttribute) ?? OfParameter(user)) is not { ConstructorArguments.Length: > 0 } attribute)
            return null;

        if (user is IPropertySymbol channel && channel.Type.Is(KnownNames.MessageChannel))
        {
            findings.Report(DiagnosticCatalogue.LengthLimitUnusable, attribute, user.ToText(), "it is no value, so limit the members of what it carries");
            return null;
        }

        WireForm form = outer.Kind is WireKind.Nullable or WireKind.Optional ? WireForm.Of(outer.Inner[0], scope)! : outer;
        bool isPacked = form is { Kind: WireKind.Scalar, Inner.Length: 1 };
        if (!isPacked && form.Kind is not (WireKind.String or WireKind.Binary or WireKind.Sequence or WireKind.Map))
            findings.Report(DiagnosticCatalogue.LengthLimitUnusable, attribute, user.ToText(), "its type has no length");
        else if (attribute.IntegerArgument() is not > 0)
            findings.Report(DiagnosticCatalogue.LengthLimitUnusable, attribute, user.ToText(), "a length is limited to 1 or more");
        else
            return Model(user, attribute.IntegerArgument()!.Value, isPacked ? Primitives.Find(form.Inner[0]) : null, outer.Kind == WireKind.Nullable);
        return null;
    }

    /// <summary>Reports a limit on a call's parameter that is no argument: a stream, reports of progress.</summary>
    public static void CheckUnused(IParameterSymbol parameter, Findings findings)
    {
        if (parameter.Attribute(KnownNames.MaxLengthAttribute) is { } attribute)
            findings.Report(DiagnosticCatalogue.LengthLimitUnusable, attribute, parameter.Name, "it is no value, so limit the members of what it carries");
    }

    private static LengthLimitModel Model(ISymbol user, int maxLength, PrimitiveModel? packed, bool isNullableValue) => new(
        maxLength, Literals.Of($"{user.ContainingSymbol.Name}.{user.Name}"), packed is null ? 1 : Primitives.PackedSize(packed.Name), isNullableValue);

    /// <summary>The attribute on a constructor's parameter of the name of a property or field, or null.</summary>
    private static AttributeData? OfParameter(ISymbol user)
    {
        if (user is not (IPropertySymbol or IFieldSymbol))
            return null;
        foreach (IMethodSymbol constructor in user.ContainingType.InstanceConstructors)
        {
            foreach (IParameterSymbol parameter in constructor.Parameters)
            {
                if (string.Equals(parameter.Name, user.Name, System.StringComparison.OrdinalIgnoreCase) && parameter.Attribute(KnownNames.MaxLengthAttribute) is { } attribute)
                    return attribute;
            }
        }

        return null;
    }
}
