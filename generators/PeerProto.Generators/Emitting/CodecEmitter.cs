using System.Linq;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the codec of a message.</summary>
internal static class CodecEmitter
{
    /// <summary>Writes the struct into the type it belongs to, or by itself.</summary>
    public static void Emit(SourceWriter source, CodecModel codec)
    {
        CodecStructEmitter.Open(source, codec.Struct, codec.MaxSize);
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
        int runs = 0;
        foreach (SegmentModel segment in codec.Segments)
        {
            if (segment.RunSize is not { } size)
            {
                if (segment.Parts[0].Member is { Type.Limit: { } limit } limited)
                    source.Line($"global::PeerProto.CompilerServices.LengthLimit.Check(value.{limited.Name}{(limit.IsNullableValue ? ".GetValueOrDefault()" : "")}, {limit.MaxLength}, {limit.Member});");
                source.Line(Write("writer", segment.Parts[0], codec.Length));
                continue;
            }

            string run = runs++ == 0 ? "run" : $"run{runs}";
            source.Line($"var {run} = writer.BeginRun({size});");
            foreach (PartModel part in segment.Parts)
                source.Line(Write(run, part, codec.Length));
            source.Line($"writer.EndRun({run});");
        }

        source.Close();
    }

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
        source
            .Line("/// <inheritdoc/>")
            .Open($"public static {codec.TypeName} Read(ref global::PeerProto.CompilerServices.PeerReader reader)")
            .Line("int count = reader.BeginMessage();");
        bool constructFirst = codec.Parts.All(part => part.Member is null or { Setting: MemberSetting.Assignment });
        if (constructFirst && codec.Length > 0)
            source.Line($"var message = new {codec.TypeName}();");
        foreach (PartModel part in codec.Parts)
            EmitRead(source, part, constructFirst);
        source.Line($"reader.EndMessage(count, {codec.Length});");
        if (constructFirst)
            source.Line(codec.Length > 0 ? "return message;" : $"return new {codec.TypeName}();");
        else
            EmitConstruction(source, codec);
        source.Close();
    }

    private static void EmitRead(SourceWriter source, PartModel part, bool constructFirst)
    {
        if (part.Member is not { } member)
            source.Line($"if (count > {part.Id})").Line("    reader.Skip();");
        else if (!constructFirst)
            source.Choice($"{member.Type.Name} {member.Local}", $"count > {member.Id}", Read(member.Type), member.Absent ?? (member.Type.Absent is null ? "default!" : "default"));
        else if (member.Absent is { } absent)
            source.Choice($"message.{member.Name}", $"count > {member.Id}", Read(member.Type), absent);
        else
            source.Line($"if (count > {member.Id})").Line($"    message.{member.Name} = {Read(member.Type)};");
    }

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
        MemberModel[] initialized = [.. codec.Parts.Select(part => part.Member!).Where(member => member?.Setting == MemberSetting.Initializer)];
        MemberModel[] assigned = [.. codec.Parts.Select(part => part.Member!).Where(member => member?.Setting == MemberSetting.Assignment)];
        string start = assigned.Length == 0 ? "return" : "var message =";
        if (initialized.Length == 0)
        {
            source.Line($"{start} {creation};");
        }
        else
        {
            source.Open(codec.Arguments.Count == 0 ? $"{start} new {codec.TypeName}" : $"{start} {creation}");
            foreach (MemberModel member in initialized)
                source.Line($"{member.Name} = {(member.Absent is null ? $"count > {member.Id} ? {member.Local} : {creation}.{member.Name}" : member.Local)},");
            source.Close("};");
        }

        foreach (MemberModel member in assigned)
        {
            if (member.Absent is null)
                source.Line($"if (count > {member.Id})").Line($"    message.{member.Name} = {member.Local};");
            else
                source.Line($"message.{member.Name} = {member.Local};");
        }

        if (assigned.Length > 0)
            source.Line("return message;");
    }
}
