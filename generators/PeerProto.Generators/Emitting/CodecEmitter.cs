using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the codec of a message.</summary>
internal static class CodecEmitter
{
    /// <summary>The primitives that a run reads with its cursor in registers.</summary>
    private static readonly string[] ReadInRuns =
    [
        "Boolean", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Char", "Single", "Double", "Guid", "TimeSpan",
    ];

    /// <summary>Writes the struct into the type it belongs to, or by itself.</summary>
    public static void Emit(SourceWriter source, CodecModel codec)
    {
        CodecStructEmitter.Open(
            source, codec.Struct, codec.MaxSize, [.. codec.Parts.Where(part => part.Member is { IsRequired: true } && !codec.IsMap).Select(part => part.Id)]);
        if (codec.IsMap)
            EmitKeys(source, codec);
        EmitWrite(source, codec);
        source.Line();
        EmitRead(source, codec);
        source.Close();
    }

    private static void EmitWrite(SourceWriter source, CodecModel codec)
    {
        source
            .Line("/// <inheritdoc/>")
            .Open($"public static void Write(ref global::PeerProto.CompilerServices.PeerWriter writer, in {codec.TypeName} value)");
        if (codec.IsReferenceType)
            source.Line("if (value is null)").Line($"    global::PeerProto.CompilerServices.MissingMember.ThrowNull({codec.Struct.NameExpression});");
        if (codec.IsMap)
            EmitEntries(source, codec);
        if (codec.Kept is { } kept)
            source.Line($"var unknown = new global::PeerProto.CompilerServices.UnknownMembersWriter(value.{kept.Name});");
        int runs = 0;
        foreach (SegmentModel segment in codec.Segments)
        {
            if (segment.RunSize is not { } size)
            {
                EmitCheck(source, segment.Parts[0]);
                source.Line(codec.Kept is not null && segment.Parts[0].Member is null ? WriteAround(segment.Parts[0], codec) : Write("writer", segment.Parts[0], codec.Length));
                continue;
            }

            string run = runs++ == 0 ? "run" : $"run{runs}";
            source.Line($"var {run} = writer.BeginRun({size});");
            foreach (PartModel part in segment.Parts)
                source.Line(Write(run, part, codec.Length));
            source.Line($"writer.EndRun({run});");
        }

        if (codec.Kept is not null)
            source.Line("unknown.WriteTrailing(ref writer);");

        source.Close();
    }

    private static void EmitCheck(SourceWriter source, PartModel part)
    {
        if (part.Member is { Type.Limit: { } limit } limited)
            source.Line($"global::PeerProto.CompilerServices.LengthLimit.Check(value.{limited.Name}{(limit.IsNullableValue ? ".GetValueOrDefault()" : "")}, {limit.MaxLength}, {limit.Member});");
    }

    private static string WriteAround(PartModel part, CodecModel codec) =>
        part.IsHeader ? $"writer.WriteArrayHeader(unknown.CountWith({codec.Length}));" : "unknown.WriteGap(ref writer);";

    private static string Write(string target, PartModel part, int length) => part switch
    {
        { IsHeader: true } => $"{target}.WriteArrayHeader({length});",
        { Member: null } => $"{target}.WriteNil();",
        { Member: { Type.Primitive: { Enum: null } primitive } member } => $"{target}.Write{primitive.Name}(value.{member.Name});",
        { Member: { Type.Primitive: { } number } member } => $"{target}.Write{number.Name}(({number.Underlying})value.{member.Name});",
        { Member: { } member } => $"{member.Type.Codec}.Write(ref {target}, value.{member.Name});",
    };

    private static void EmitRead(SourceWriter source, CodecModel codec)
    {
        source.Line("/// <inheritdoc/>");
        if (RunLengths(codec).Any(length => length > 1))
        {
            source
                .Line("// Inlined, the run would share a frame with the reader, and no longer lie in registers: 1.7 times the time.")
                .Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]");
        }

        source
            .Open($"public static {codec.TypeName} Read(ref global::PeerProto.CompilerServices.PeerReader reader)")
            .Line($"int count = reader.{(codec.IsMap ? "BeginMap" : "BeginMessage")}({(StartsInRun(codec) ? "out var run" : "")});");
        bool constructFirst = codec.Parts.All(part => part.Member is null or { Setting: MemberSetting.Assignment or MemberSetting.None })
            && codec.Kept is null or { Setting: MemberSetting.Assignment };
        if (codec.Kept is not null)
            source.Line("var unknown = default(global::PeerProto.CompilerServices.UnknownMembersReader);");
        bool isNamed = codec.Length > 0 || codec.Kept is not null;
        if (constructFirst && isNamed)
            source.Line($"var message = new {codec.TypeName}();");
        if (codec.IsMap)
            EmitReadEntries(source, codec, constructFirst);
        else
            EmitParts(source, codec, constructFirst);
        if (codec.Kept is { } kept)
            source.Line($"{(constructFirst ? $"message.{kept.Name}" : $"{kept.Type.Name} {kept.Local}")} = unknown.End(ref reader, count, {codec.Length});");
        source.Line(codec.IsMap ? "reader.EndMap();" : $"reader.EndMessage(count, {(codec.Kept is null ? codec.Length.ToString(CultureInfo.InvariantCulture) : "count")});");
        if (constructFirst)
            source.Line(isNamed ? "return message;" : $"return new {codec.TypeName}();");
        else
            EmitConstruction(source, codec);
        source.Close();
    }

    private static void EmitKeys(SourceWriter source, CodecModel codec) => source
        .Line($"private static readonly global::PeerProto.CompilerServices.MapKeys Keys = new({string.Join(", ", codec.Parts.Select(part => SymbolDisplay.FormatLiteral(part.Member!.Key!, quote: true)))});")
        .Line();

    private static void EmitEntries(SourceWriter source, CodecModel codec)
    {
        source.Line($"writer.WriteMapHeader({codec.Length});");
        foreach (PartModel part in codec.Parts)
        {
            EmitCheck(source, part);
            source.Line($"writer.WriteRaw(Keys[{part.Id}]);").Line(Write("writer", part, codec.Length));
        }
    }

    private static void EmitReadEntries(SourceWriter source, CodecModel codec, bool constructFirst)
    {
        MemberModel[] members = [.. codec.Parts.Select(part => part.Member!).Where(member => member.Setting != MemberSetting.None)];
        source.Line("var seen = default(global::PeerProto.CompilerServices.SeenKeys);");
        if (!constructFirst)
        {
            foreach (MemberModel member in members)
                source.Line($"{member.Type.Name} {member.Local} = {Default(member)};");
        }

        source.Open("for (int index = 0; index < count; index++)").Open("switch (reader.ReadKey(Keys, ref seen))");
        foreach (MemberModel member in members)
            source.Line($"case {member.Id}:").Line($"    {(constructFirst ? "message." + member.Name : member.Local)} = {Read(member.Type)};").Line("    break;");
        source.Line("default:").Line("    reader.Skip();").Line("    break;").Close().Close();
        foreach (MemberModel member in members.Where(member => member.Absent is not null || (constructFirst && member.Guard is not null)))
        {
            string target = constructFirst ? "message." + member.Name : member.Local;
            source.Line($"if (!{Present(codec, member)})").Line($"    {target} = {member.Absent ?? $"{target} ?? {member.Guard}"};");
        }
    }

    /// <summary>The condition under which the peer has sent a member.</summary>
    private static string Present(CodecModel codec, MemberModel member) => codec.IsMap ? $"seen.Has({member.Id})" : $"count > {member.Id}";

    private static string Default(MemberModel member) => member.Type.Absent is null ? "default!" : "default";

    /// <summary>Neighbours that a run can read are read by one; it is declared once and begun again for each stretch of them.</summary>
    private static void EmitParts(SourceWriter source, CodecModel codec, bool constructFirst)
    {
        bool isDeclared = StartsInRun(codec);
        for (int start = 0; start < codec.Parts.Count;)
        {
            int length = codec.Parts.Skip(start).TakeWhile(IsReadInRuns).Count();
            if (length < 2)
            {
                EmitRead(source, codec.Parts[start], constructFirst, codec.Kept is not null, isInRun: false);
                start++;
                continue;
            }

            if (start > 0 || !isDeclared)
                source.Line($"{(isDeclared ? "" : "var ")}run = reader.BeginRun();");
            isDeclared = true;
            foreach (PartModel part in codec.Parts.Skip(start).Take(length))
                EmitRead(source, part, constructFirst, codec.Kept is not null, isInRun: true);
            source.Line("reader.EndRun(run);");
            start += length;
        }
    }

    private static bool StartsInRun(CodecModel codec) => RunLengths(codec).FirstOrDefault() > 1;

    private static IEnumerable<int> RunLengths(CodecModel codec) =>
        Enumerable.Range(0, codec.IsMap ? 0 : codec.Parts.Count).Select(start => codec.Parts.Skip(start).TakeWhile(IsReadInRuns).Count());

    private static bool IsReadInRuns(PartModel part) =>
        part.Member is { Setting: not MemberSetting.None, Type.Primitive.Name: { } name } && ReadInRuns.Contains(name);

    private static void EmitRead(SourceWriter source, PartModel part, bool constructFirst, bool keeps, bool isInRun)
    {
        if (part.Member is not { Setting: not MemberSetting.None } member)
        {
            source.Line($"if (count > {part.Id})").Line(keeps && part.Member is null ? "    unknown.ReadGap(ref reader);" : "    reader.Skip();");
            return;
        }

        string read = isInRun ? ReadInRun(member.Type.Primitive!) : Read(member.Type);
        if (!constructFirst)
            source.Choice($"{member.Type.Name} {member.Local}", $"count > {member.Id}", read, member.Absent ?? Default(member));
        else if ((member.Absent ?? (member.Guard is null ? null : $"message.{member.Name} ?? {member.Guard}")) is { } absent)
            source.Choice($"message.{member.Name}", $"count > {member.Id}", read, absent);
        else
            source.Line($"if (count > {member.Id})").Line($"    message.{member.Name} = {read};");
    }

    private static string ReadInRun(PrimitiveModel type) => $"{(type.Enum is { } target ? $"({target})" : "")}run.Read{type.Name}(ref reader)";

    /// <summary>The expression that reads a value.</summary>
    public static string Read(WireTypeModel type) => type.Primitive switch
    {
        { Enum: { } target, Name: { } name } => $"({target})reader.Read{name}()",
        { Name: { } name } => $"reader.Read{name}()",
        null => $"{type.Codec}.Read(ref {Limited("reader", type)})",
    };

    /// <summary>The reader, told first how long the value of this type may be.</summary>
    public static string Limited(string reader, WireTypeModel type) => type.Limit switch
    {
        null => reader,
        { UnitBytes: 1 } limit => $"{reader}.Limit({limit.MaxLength}, {limit.Member})",
        { } limit => $"{reader}.Limit({limit.MaxLength}, {limit.Member}, {limit.UnitBytes})",
    };

    private static void EmitConstruction(SourceWriter source, CodecModel codec)
    {
        string arguments = string.Join(", ", codec.Arguments.Select(argument => argument.Local));
        string creation = $"new {codec.TypeName}({arguments})";
        MemberModel[] members = [.. codec.Parts.Select(part => part.Member).Append(codec.Kept).Where(member => member is not null).Select(member => member!)];
        MemberModel[] initialized = [.. members.Where(member => member.Setting == MemberSetting.Initializer)];
        MemberModel[] assigned = [.. members.Where(member => member.Setting == MemberSetting.Assignment)];
        string start = assigned.Length == 0 ? "return" : "var message =";
        if (initialized.Length == 0)
        {
            source.Line($"{start} {creation};");
        }
        else
        {
            source.Open(codec.Arguments.Count == 0 ? $"{start} new {codec.TypeName}" : $"{start} {creation}");
            foreach (MemberModel member in initialized)
                source.Line($"{member.Name} = {(member.Absent is null ? $"{Present(codec, member)} ? {member.Local} : {creation}.{member.Name}{(member.Guard is null ? "" : $" ?? {member.Guard}")}" : member.Local)},");
            source.Close("};");
        }

        foreach (MemberModel member in assigned)
        {
            if (member is { Absent: null, Guard: { } guard })
                source.Choice($"message.{member.Name}", Present(codec, member), member.Local, $"message.{member.Name} ?? {guard}");
            else if (member.Absent is null)
                source.Line($"if ({Present(codec, member)})").Line($"    message.{member.Name} = {member.Local};");
            else
                source.Line($"message.{member.Name} = {member.Local};");
        }

        if (assigned.Length > 0)
            source.Line("return message;");
    }
}
