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
    private static readonly string[] NamesInCodec = ["reader", "count", "message", "run", "seen", "index", "unknown"];

    /// <summary>Parses a message or union, and the foreign types whose codecs it needs.</summary>
    /// <returns>Null where errors were found.</returns>
    public static Parsed<MessageModel>? Parse(INamedTypeSymbol message, Compilation compilation, Findings findings, CancellationToken cancellationToken)
    {
        var scope = WireScope.Of(compilation);
        Prerequisites.Check(message, compilation, Prerequisites.ForMessages, KnownNames.PeerCodecInterface, findings);
        CheckDeclaration(message, findings, cancellationToken);
        CodecStructModel place = CodecStructs.Inside(message);
        bool isUnion = UnionCases.IsUnion(message);
        UnionModel? union = isUnion ? UnionParser.Parse(message, place, scope, findings) : null;
        (CodecModel Codec, ViewModel? View)? codec = isUnion ? null : ParseCodec(message, place, scope, findings);
        cancellationToken.ThrowIfCancellationRequested();
        EquatableArray<MessageModel> standalone = StandaloneParser.ParseRequired(scope, findings, cancellationToken);
        if (findings.HasErrors)
            return null;
        return new Parsed<MessageModel>(
            new MessageModel(
                HintNames.For(message, "PeerMessage"),
                message.NamespaceOf(),
                message.WithContainingTypes().Reverse().Select(type => type.ToPartial()).ToEquatableArray(),
                codec?.Codec,
                union,
                codec?.View),
            standalone);
    }

    /// <summary>Plans the codec of a message that is no union.</summary>
    /// <returns>Null where errors were found.</returns>
    public static (CodecModel Codec, ViewModel? View)? ParseCodec(INamedTypeSymbol message, CodecStructModel place, WireScope scope, Findings findings)
    {
        (ImmutableArray<MessageMember> members, MessageMember? keeping, _) = scope.MembersOf(message, findings);
        List<(MessageMember Member, WireTypeModel? Type)> typed = [.. members.Select(member => (member, WireTypeParser.Parse(member, scope, findings)))];
        ReservedIds.Check(message, members.Select(member => (member.Id, member.Symbol, member.Symbol.Name)), findings);
        if (members.IsEmpty && message.IsMessage() && !findings.HasErrors)
            findings.Report(DiagnosticCatalogue.MessageEmpty, message, message.Name);
        if (Recursion.Find(message, scope) is { } endless)
            findings.Report(DiagnosticCatalogue.MessageRecursion, endless.Symbol, message.Name, message.Name, endless.Symbol.Name);
        else if (Recursion.FindGrowing(message, scope) is { } growing)
            findings.Report(DiagnosticCatalogue.GenericMessageGrows, growing.Symbol, message.Name, growing.Symbol.Name);
        if (findings.HasErrors)
            return null;
        ImmutableArray<MessageMember> set = keeping is null ? members : members.Add(keeping);
        Construction? construction = message.IsMessage()
            ? Construction.Choose(message, set, scope, findings)
            : Construction.ChooseAsMessagePack(message, members, scope, findings);
        if (construction is null || findings.HasErrors)
            return null;
        var locals = new HashSet<string>(NamesInCodec);
        Dictionary<MessageMember, MemberModel> models = typed.ToDictionary(
            pair => pair.Member, pair => Member(pair.Member, pair.Type!, construction, locals));
        if (keeping is not null)
            models.Add(keeping, Member(keeping, KeptType, construction, locals) with { Absent = "default" });
        return (
            CodecModels.Plan(
                place, message.IsReferenceType, MessagePackTypes.IsMap(message), [.. members.Select(member => models[member])], construction.Arguments.Select(member => models[member]), keeping is null ? null : models[keeping]),
            ViewParser.HasView(message) ? ViewParser.Plan([.. members.Select(member => (member, models[member]))], scope) : null);
    }

    private static WireTypeModel KeptType { get; } = new("global::" + KnownNames.UnknownMembers, "", null, IsBounded: false, "default");

    private static MemberModel Member(MessageMember member, WireTypeModel type, Construction construction, HashSet<string> locals) => new(
        member.Id,
        member.Symbol.ToIdentifier(),
        Identifiers.Escape(Identifiers.Take(Identifiers.Camel(member.Symbol.Name), locals)),
        type,
        construction.SettingOf(member),
        construction.NeedsValue(member, type.Absent is not null),
        construction.AbsentOf(member, type))
    {
        Key = member.Key,
        Guard = construction.GuardOf(member, type),
    };

    private static void CheckDeclaration(INamedTypeSymbol message, Findings findings, CancellationToken cancellationToken)
    {
        foreach (INamedTypeSymbol type in message.WithContainingTypes().Where(type => !type.IsPartial(cancellationToken)))
            findings.Report(DiagnosticCatalogue.MessageNotPartial, type, type.Name, message.Name);
        if (WhyUnsupported(message) is { } reason)
            findings.Report(DiagnosticCatalogue.MessageKindUnsupported, message, message.Name, reason);
        if (message.Name == KnownNames.PeerCodec)
            findings.Report(DiagnosticCatalogue.MessageMemberNameReserved, message, message.Name);
        if (message.GetMembers(KnownNames.PeerCodec).FirstOrDefault(member => !IsGenerated(member)) is { } taken)
            findings.Report(DiagnosticCatalogue.MessageMemberNameReserved, taken, taken.Name);
        ViewParser.Check(message, findings);
    }

    private static bool IsGenerated(ISymbol symbol) => symbol is INamedTypeSymbol type && type.AllInterfaces.Any(each => each.Is(KnownNames.PeerCodecInterfaceName));

    private static string? WhyUnsupported(INamedTypeSymbol message) => message switch
    {
        { IsFileLocal: true } => "it is local to a file, and its codec stands in another",
        { IsStatic: true } => "it is static",
        { IsAbstract: true } when !UnionCases.IsUnion(message) => "it is abstract, so a received one cannot be made; name its cases with [UnionCase], or remove [PeerMessage] and mark the types that derive from it",
        { IsAbstract: false } when message.Attribute(KnownNames.UnionCaseAttribute) is not null => "it has cases, but is neither abstract nor an interface",
        { IsRefLikeType: true } => "it is a ref struct, which cannot be a type argument",
        _ when message.AllTypeParameters().FirstOrDefault(parameter => parameter.AllowsRefLikeType) is { } parameter =>
            $"its type parameter '{parameter.Name}' allows ref structs, which do not travel",
        _ when ViewParser.HasView(message) && UnionCases.IsUnion(message) => "it is a union, of which there are no views; ask for them at its cases",
        _ when ViewParser.HasView(message) && message.AllTypeParameters().Any() => "it is generic, of which there are no views",
        _ when CodecParameters.FindTaken(message) is { } taken => $"its type parameter '{taken.Name}' has the name that the codec of another one takes; rename it",
        _ => null,
    };
}
