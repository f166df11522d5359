using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using PeerProto.Generators.Diagnostics;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Turns a contract's method into its model.</summary>
/// <param name="scope">Whom the contract is generated for.</param>
/// <param name="taken">The names that generated members have so far.</param>
internal sealed class CallParser(WireScope scope, HashSet<string> taken)
{
    private const string Stream = "System.Collections.Generic.IAsyncEnumerable";
    private const string Progress = "System.IProgress";
    private const string Deadline = "PeerProto.PeerDeadline";
    private const string Pipe = "System.IO.Pipelines.IDuplexPipe";
    private const string Token = "System.Threading.CancellationToken";

    /// <summary>Parses a call and adds its line to the contract's wire shape.</summary>
    /// <returns>Null where errors were found.</returns>
    public CallModel? Parse(IMethodSymbol method, AttributeData mark, int id, WireShape shape, Findings findings)
    {
        CheckSignature(method, findings);
        (bool known, bool returnsTask, bool returnsStream, ITypeSymbol? returned) = ReadReturn(method);
        if (!known)
            findings.Report(DiagnosticCatalogue.CallReturnTypeInvalid, method, method.Name, method.ReturnType.ToText());
        CheckRoles(method, returnsStream, findings);
        bool isByteStream = CheckPipe(method, mark, returnsStream, findings);

        ITypeSymbol? sent = TypeOf(method, ParameterRole.Stream);
        ITypeSymbol? item = sent ?? (returnsStream ? returned : null);
        ITypeSymbol? result = returnsStream && sent is null ? null : returned;
        ITypeSymbol? progress = TypeOf(method, ParameterRole.Progress);
        WireTypeModel? itemType = item is null ? null : WireTypeParser.Parse(item, method, scope, findings);
        WireTypeModel? resultType = result is null ? null : WireTypeParser.Parse(result, method, scope, findings);
        WireTypeModel? progressType = progress is null ? null : WireTypeParser.Parse(progress, method, scope, findings);
        List<IParameterSymbol> arguments = [.. method.Parameters.Where(parameter => RoleOf(parameter) == ParameterRole.Argument)];
        List<WireTypeModel?> argumentTypes = [.. arguments.Select(argument => WireTypeParser.Parse(argument.Type, argument, scope, findings))];
        IReadOnlyList<(FaultModel Model, ITypeSymbol Type)> faults = FaultParser.Parse(method, scope, findings);
        string? permission = PermissionParser.Parse(method, findings);
        int? deadline = Settings.Read(mark, "DeadlineMilliseconds", method.Name, 1, int.MaxValue, findings);
        int? maxSize = Settings.Read(mark, "MaxSize", method.Name, 1, int.MaxValue, findings);
        int? concurrency = Settings.Read(mark, "Concurrency", method.Name, 1, ProtocolLimits.MostConcurrency, findings);
        if (findings.HasErrors)
            return null;

        CallShape kind = isByteStream ? CallShape.ByteStream : returnsStream ? sent is null ? CallShape.ServerStream : CallShape.Duplex : sent is null ? CallShape.Unary : CallShape.ClientStream;
        shape.Append("call ").Append(id).Append(" ").Append(ShapeOf(kind)).Append(" ")
            .AppendMembers(arguments.Select((argument, index) => (index, IsRequired(argument, argumentTypes[index]!), argument.Type)))
            .Append(" ").Append(item).Append(" ").Append(result);
        if (progress is not null)
            shape.Append(" progress=").Append(progress);
        if (faults.Count > 0)
            shape.Append(" throws=").AppendOpenUnion(faults.Select(fault => (fault.Model.Id, fault.Type)));
        shape.Append("\n");

        string stem = Stem(method.Name);
        HashSet<string> fields = [KnownNames.PeerCodec];
        Dictionary<ISymbol, string> fieldOf = arguments.ToDictionary(
            argument => (ISymbol)argument,
            argument => Identifiers.Escape(Identifiers.Take(Identifiers.Pascal(argument.Name), fields)),
            SymbolEqualityComparer.Default);
        return new CallModel(
            id,
            method.ToIdentifier(),
            method.Name,
            CrefOf(method),
            kind,
            Identifiers.Take("_" + Identifiers.Camel(stem), taken),
            Identifiers.Take("Answer" + stem, taken),
            CallerName(method),
            ConstructedName((INamedTypeSymbol)method.ReturnType, kind == CallShape.ServerStream ? itemType : resultType),
            returnsTask,
            method.Parameters.Select(parameter => RoleOf(parameter) switch
            {
                ParameterRole.Argument => new ParameterModel(
                    parameter.ToIdentifier(), argumentTypes[arguments.IndexOf(parameter)]!.Name, ParameterRole.Argument, fieldOf[parameter]),
                ParameterRole.Stream => new ParameterModel(
                    parameter.ToIdentifier(), ConstructedName((INamedTypeSymbol)parameter.Type, itemType), ParameterRole.Stream, null),
                ParameterRole.Progress => new ParameterModel(
                    parameter.ToIdentifier(),
                    ConstructedName((INamedTypeSymbol)parameter.Type, progressType) + (parameter.NullableAnnotation == NullableAnnotation.Annotated ? "?" : ""),
                    ParameterRole.Progress,
                    null),
                var token => new ParameterModel(parameter.ToIdentifier(), parameter.Type.ToCode(), token, null),
            }).ToEquatableArray(),
            arguments.Count == 0 ? null : Arguments(Identifiers.Take(stem + "Arguments", taken), arguments, argumentTypes!, fieldOf),
            resultType,
            itemType,
            progressType,
            deadline,
            maxSize,
            concurrency,
            Settings.IsSet(mark, "Idempotent"),
            permission,
            faults.Select(fault => fault.Model).ToEquatableArray());
    }

    private static string ConstructedName(INamedTypeSymbol type, WireTypeModel? argument) =>
        argument is null ? type.ToCode() : $"global::{type.NamespaceOf()}.{type.Name}<{argument.Name}>";

    private static ArgumentsModel Arguments(
        string name, List<IParameterSymbol> arguments, List<WireTypeModel> types, Dictionary<ISymbol, string> fieldOf)
    {
        HashSet<string> locals = ["reader", "count", "message", "run"];
        List<MemberModel> members = [.. arguments.Select((argument, index) => new MemberModel(
            index,
            fieldOf[argument],
            Identifiers.Escape(Identifiers.Take(argument.Name, locals)),
            types[index],
            MemberSetting.Constructor,
            IsRequired(argument, types[index]),
            Absent(argument, types[index])))];
        return new ArgumentsModel(name, CodecModels.Plan(CodecStructs.Inside(name), isReferenceType: false, isMap: false, members, members));
    }

    private static bool IsRequired(IParameterSymbol argument, WireTypeModel type) => !argument.HasExplicitDefaultValue && type.Absent is null;

    private static string Absent(IParameterSymbol argument, WireTypeModel type) =>
        argument.HasExplicitDefaultValue ? Literals.DefaultOf(argument, type.Absent)
        : type.Absent ?? $"{KnownNames.CompilerServices}.MissingMember.Throw<{type.Name}>({Literals.Of($"{argument.ContainingSymbol.Name}.{argument.Name}")})";

    private static void CheckSignature(IMethodSymbol method, Findings findings)
    {
        if (method.IsGenericMethod)
            findings.Report(DiagnosticCatalogue.CallGeneric, method, method.Name);
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None)
                findings.Report(DiagnosticCatalogue.CallParameterByReference, parameter, parameter.Name);
            if (RoleOf(parameter) != ParameterRole.Argument)
                LengthLimits.CheckUnused(parameter, findings);
            if (RoleOf(parameter) == ParameterRole.Stream && parameter.NullableAnnotation == NullableAnnotation.Annotated)
                findings.Report(DiagnosticCatalogue.TypeUnsupported, parameter, parameter.Name, parameter.Type.ToText(), "send an empty stream instead of none");
            if (RoleOf(parameter) == ParameterRole.Pipe && parameter.NullableAnnotation == NullableAnnotation.Annotated)
                findings.Report(DiagnosticCatalogue.TypeUnsupported, parameter, parameter.Name, parameter.Type.ToText(), "hand over a pipe without bytes instead of none");
            if (RoleOf(parameter) == ParameterRole.CancellationToken && parameter.Ordinal != method.Parameters.Length - 1)
                findings.Report(DiagnosticCatalogue.CancellationTokenMisplaced, parameter, parameter.Name);
        }
    }

    private static (bool Known, bool ReturnsTask, bool ReturnsStream, ITypeSymbol? Returned) ReadReturn(IMethodSymbol method)
    {
        if (method.ReturnType is not INamedTypeSymbol { NullableAnnotation: not NullableAnnotation.Annotated } type || method.ReturnsByRef || method.ReturnsByRefReadonly)
            return default;
        ITypeSymbol? returned = type.TypeArguments.FirstOrDefault();
        bool isTask = type.Is("System.Threading.Tasks.Task");
        return (isTask || type.Is("System.Threading.Tasks.ValueTask") || type.Is(Stream), isTask, type.Is(Stream), returned);
    }

    private static void CheckRoles(IMethodSymbol method, bool returnsStream, Findings findings)
    {
        if (Count(ParameterRole.Stream) > 1)
            findings.Report(DiagnosticCatalogue.CallSeveralStreams, method, method.Name);
        if (Count(ParameterRole.Progress) > 1)
            findings.Report(DiagnosticCatalogue.CallParameterRepeated, method, method.Name, "IProgress<T>");
        if (Count(ParameterRole.Deadline) > 1)
            findings.Report(DiagnosticCatalogue.CallParameterRepeated, method, method.Name, "PeerDeadline");
        if (Count(ParameterRole.Progress) == 1 && returnsStream)
            findings.Report(DiagnosticCatalogue.StreamReportsProgress, method, method.Name);

        int Count(ParameterRole role) => method.Parameters.Count(parameter => RoleOf(parameter) == role);
    }

    /// <summary>Reports a byte stream that is none, and a call that is one.</summary>
    /// <returns>Whether the method is marked as a byte stream.</returns>
    private static bool CheckPipe(IMethodSymbol method, AttributeData mark, bool returnsStream, Findings findings)
    {
        bool isByteStream = mark.AttributeClass?.Is(KnownNames.StreamAttribute) == true;
        int pipes = method.Parameters.Count(parameter => RoleOf(parameter) == ParameterRole.Pipe);
        if (!isByteStream && (pipes > 0 || method.Attribute(KnownNames.StreamAttribute) is not null))
            findings.Report(DiagnosticCatalogue.CallTakesPipe, method, method.Name);
        if (isByteStream && pipes != 1)
            findings.Report(DiagnosticCatalogue.ByteStreamPipeCount, method, method.Name, pipes == 0 ? "no IDuplexPipe" : "several");
        if (isByteStream && (returnsStream || TypeOf(method, ParameterRole.Stream) is not null))
            findings.Report(DiagnosticCatalogue.ByteStreamHasItems, method, method.Name);
        return isByteStream;
    }

    /// <summary>The type argument of the parameter with a role, or null where there is none.</summary>
    private static ITypeSymbol? TypeOf(IMethodSymbol method, ParameterRole role) =>
        method.Parameters.FirstOrDefault(parameter => RoleOf(parameter) == role) is { } found ? ((INamedTypeSymbol)found.Type).TypeArguments[0] : null;

    /// <summary>Whether a method has a parameter that is a pipe.</summary>
    public static bool TakesPipe(IMethodSymbol method) => method.Parameters.Any(parameter => RoleOf(parameter) == ParameterRole.Pipe);

    private static ParameterRole RoleOf(IParameterSymbol parameter) => parameter.Type switch
    {
        var type when type.Is(Stream) => ParameterRole.Stream,
        var type when type.Is(Pipe) => ParameterRole.Pipe,
        var type when type.Is(Progress) => ParameterRole.Progress,
        var type when type.Is(Deadline) => ParameterRole.Deadline,
        var type when type.Is(Token) => ParameterRole.CancellationToken,
        _ => ParameterRole.Argument,
    };

    private static string ShapeOf(CallShape kind) => kind switch
    {
        CallShape.Unary => "unary",
        CallShape.ServerStream => "server-stream",
        CallShape.Duplex => "duplex",
        CallShape.ByteStream => "byte-stream",
        _ => "client-stream",
    };

    private static string CallerName(IMethodSymbol method) =>
        Identifiers.Take("caller", [.. method.Parameters.Select(parameter => parameter.Name)]);

    private static string CrefOf(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).Length == 1
            ? $"{method.ContainingType.ToIdentifier()}.{method.ToIdentifier()}"
            : method.GetDocumentationCommentId()!;

    private static string Stem(string name) =>
        name.Length > "Async".Length && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Async".Length) : name;
}
