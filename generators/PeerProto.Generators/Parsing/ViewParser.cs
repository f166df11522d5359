using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Plans the view of a message: which members lie where they were received, and which are decoded.</summary>
internal static class ViewParser
{
    private static readonly string[] NamesInView = [KnownNames.View, "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize"];

    /// <summary>The codecs of sequences that take any elements, as many times as they come.</summary>
    private static readonly string[] CheckedByElement = ["ArrayCodec", "ListCodec", "ReadOnlyListCodec", "ImmutableArrayCodec"];

    /// <summary>Whether the message asks for a view.</summary>
    public static bool HasView(ITypeSymbol message) =>
        message.Attribute(KnownNames.PeerMessageAttribute) is { } attribute
        && attribute.NamedArguments.Any(argument => argument is { Key: KnownNames.View, Value.Value: true });

    /// <summary>Reports what keeps the message from having the view that it asks for.</summary>
    public static void Check(INamedTypeSymbol message, Findings findings)
    {
        if (!HasView(message))
            return;
        if (message.Name == KnownNames.View)
            findings.Report(DiagnosticCatalogue.ViewNameReserved, message, message.Name);
        if (message.GetMembers(KnownNames.View).FirstOrDefault(member => member is not INamedTypeSymbol { IsRefLikeType: true }) is { } taken)
            findings.Report(DiagnosticCatalogue.ViewNameReserved, taken, taken.Name);
    }

    /// <summary>Plans the view.</summary>
    /// <param name="members">The members with their models, by id.</param>
    /// <param name="scope">Whom they travel for.</param>
    public static ViewModel Plan(IReadOnlyList<(MessageMember Member, MemberModel Model)> members, WireScope scope)
    {
        var names = new HashSet<string>([.. NamesInView, .. members.Select(member => member.Member.Symbol.Name)]);
        return new ViewModel(
            members.Select(member => Plan(member.Member, member.Model, scope, names)).ToEquatableArray(),
            Identifiers.Take("IsNull", names),
            Identifiers.Take("_isThere", names));
    }

    private static ViewMemberModel Plan(MessageMember member, MemberModel model, WireScope scope, HashSet<string> names)
    {
        WireForm form = WireForm.Of(member, scope)!;
        bool isOptional = form.Kind is WireKind.Nullable or WireKind.Optional;
        WireForm inner = isOptional ? WireForm.Of(form.Inner[0], scope)! : form;
        ViewMemberKind kind = inner.Kind switch
        {
            WireKind.String => ViewMemberKind.String,
            WireKind.Binary => ViewMemberKind.Binary,
            WireKind.Message when HasView(inner.Type) => isOptional ? ViewMemberKind.OptionalView : ViewMemberKind.View,
            _ when member.Type.IsValueType && model.Type.IsBounded => ViewMemberKind.Value,
            WireKind.Sequence when !isOptional && CheckedByElement.Contains(inner.Codec) => ViewMemberKind.DecodedElements,
            _ => ViewMemberKind.Decoded,
        };
        ITypeSymbol? part = kind switch
        {
            ViewMemberKind.View or ViewMemberKind.OptionalView => inner.Type,
            ViewMemberKind.DecodedElements => inner.Inner[0],
            _ => null,
        };
        string? field = kind is ViewMemberKind.OptionalView or ViewMemberKind.Decoded or ViewMemberKind.DecodedElements
            ? Identifiers.Take("_" + Identifiers.Camel(member.Symbol.Name), names)
            : null;
        return new ViewMemberModel(model, kind, isOptional, part is null ? null : WireTypeParser.Parse(part, member.Symbol, scope, new Findings()), field);
    }
}
