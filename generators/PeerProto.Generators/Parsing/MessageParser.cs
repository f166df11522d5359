using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a type marked as a message into its model.</summary>
internal static class MessageParser
{
    private static readonly string[] NamesInCodec = ["reader", "count", "message"];

    /// <summary>Parses a message.</summary>
    /// <returns>Null where errors were found.</returns>
    public static MessageModel? Parse(INamedTypeSymbol message, Compilation compilation, Findings findings, CancellationToken cancellationToken)
    {
        var scope = WireScope.Of(compilation);
        Prerequisites.Check(message, compilation, Prerequisites.ForMessages, KnownNames.PeerCodecInterface, findings);
        CheckDeclaration(message, findings, cancellationToken);
        ImmutableArray<MessageMember> members = MessageMembers.Of(message, findings);
        List<(MessageMember Member, WireTypeModel? Type)> typed = [.. members.Select(member => (member, WireTypeParser.Parse(member.Type, member.Symbol, scope, findings)))];
        if (members.IsEmpty && !findings.HasErrors)
            findings.Report(DiagnosticCatalogue.MessageEmpty, message, message.Name);
        if (Recursion.Find(message, scope) is { } endless)
            findings.Report(DiagnosticCatalogue.MessageRecursion, endless.Symbol, message.Name, message.Name, endless.Symbol.Name);
        cancellationToken.ThrowIfCancellationRequested();

        if (findings.HasErrors || Construction.Choose(message, members, scope, findings) is not { } construction || findings.HasErrors)
            return null;
        var locals = new HashSet<string>(NamesInCodec);
        Dictionary<MessageMember, MemberModel> models = typed.ToDictionary(
            pair => pair.Member, pair => Member(pair.Member, pair.Type!, construction, locals));
        return new MessageModel(
            HintNames.For(message, "PeerMessage"),
            message.NamespaceOf(),
            message.WithContainingTypes().Reverse().Select(Declaration).ToEquatableArray(),
            CodecModels.Plan(
                message.ToIdentifier(),
                message.IsReferenceType,
                hidesInherited: message.WithBases().Any(type => !SymbolEqualityComparer.Default.Equals(type, message) && HasCodec(type)),
                [.. members.Select(member => models[member])],
                construction.Arguments.Select(member => models[member])),
            ViewParser.HasView(message) ? ViewParser.Plan([.. members.Select(member => (member, models[member]))], scope) : null);
    }

    private static MemberModel Member(MessageMember member, WireTypeModel type, Construction construction, HashSet<string> locals) => new(
        member.Id,
        member.Symbol.ToIdentifier(),
        Identifiers.Escape(Identifiers.Take(Identifiers.Camel(member.Symbol.Name), locals)),
        type,
        construction.SettingOf(member),
        construction.AbsentOf(member, type));

    private static void CheckDeclaration(INamedTypeSymbol message, Findings findings, CancellationToken cancellationToken)
    {
        foreach (INamedTypeSymbol type in message.WithContainingTypes())
        {
            if (!type.IsPartial(cancellationToken))
                findings.Report(DiagnosticCatalogue.MessageNotPartial, type, type.Name, message.Name);
            if (type.IsGenericType && type.TypeParameters.Length > 0)
                findings.Report(DiagnosticCatalogue.MessageGeneric, type, type.Name);
        }

        if (WhyUnsupported(message) is { } reason)
            findings.Report(DiagnosticCatalogue.MessageKindUnsupported, message, message.Name, reason);
        if (message.Name == KnownNames.PeerCodec)
            findings.Report(DiagnosticCatalogue.MessageMemberNameReserved, message, message.Name);
        if (message.GetMembers(KnownNames.PeerCodec).FirstOrDefault(member => !IsGenerated(member)) is { } taken)
            findings.Report(DiagnosticCatalogue.MessageMemberNameReserved, taken, taken.Name);
        ViewParser.Check(message, findings);
    }

    private static bool IsGenerated(ISymbol symbol) => symbol is INamedTypeSymbol type && type.AllInterfaces.Any(each => each.Is("PeerProto.CompilerServices.IPeerCodec"));

    private static bool HasCodec(INamedTypeSymbol type) => type.IsMessage() || type.GetTypeMembers(KnownNames.PeerCodec).Length > 0;

    private static string? WhyUnsupported(INamedTypeSymbol message) => message switch
    {
        { IsFileLocal: true } => "it is local to a file, and its codec stands in another",
        { IsStatic: true } => "it is static",
        { IsAbstract: true } => "it is abstract, so a received one cannot be made",
        { IsRefLikeType: true } => "it is a ref struct, which cannot be a type argument",
        _ => null,
    };

    private static string Declaration(INamedTypeSymbol type) => "partial " + type switch
    {
        { TypeKind: TypeKind.Interface } => "interface ",
        { IsRecord: true, IsValueType: true } => "record struct ",
        { IsRecord: true } => "record ",
        { IsValueType: true } => "struct ",
        _ => "class ",
    } + type.ToIdentifier();
}
