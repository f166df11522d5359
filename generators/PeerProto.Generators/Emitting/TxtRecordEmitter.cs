using System.Linq;
using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Model;
using PeerProto.Generators.Parsing;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the file of a TXT record: the partial type with its keys, its reading and its writing.</summary>
internal static class TxtRecordEmitter
{
    private const string Services = KnownNames.CompilerServices;

    /// <summary>Writes the file.</summary>
    public static SourceText Emit(TxtRecordModel record)
    {
        var source = new SourceWriter(record.Namespace);
        source.Line();
        foreach (string container in record.Declarations.Take(record.Declarations.Count - 1))
            source.Open(container);
        string form = $"global::PeerProto.ITxtRecord<{record.Type}>";
        source.Open($"{record.Declarations[record.Declarations.Count - 1]} : {form}");
        EmitDescriptor(source, record, form);
        source.Line();
        EmitRead(source, record, form);
        source.Line();
        EmitWrite(source, record, form);
        foreach (string _ in record.Declarations)
            source.Close();
        return source.ToSourceText();
    }

    private static void EmitDescriptor(SourceWriter source, TxtRecordModel record, string form)
    {
        source
            .Line($"static {Services}.TxtRecordDescriptor {form}.Descriptor {{ get; }} = new(").Indent()
            .Line(Literals.Of(record.PlainName) + ",")
            .Line("[").Indent();
        foreach (TxtKeyModel key in record.Keys)
            source.Line($"new {Services}.TxtKeyDescriptor({Literals.Of(key.Key)}, {Literals.Of(key.PlainName)}, {Services}.TxtValueKind.{key.Value.Kind}),");
        source.Outdent().Line("]);").Outdent();
    }

    private static void EmitRead(SourceWriter source, TxtRecordModel record, string form)
    {
        source.Open($"static {record.Type} {form}.Read(ref {Services}.TxtReader reader)");
        if (record.Keys.Count == 0)
        {
            source.Line("return new();").Close();
            return;
        }

        source.Line($"{record.Type} absent = new({string.Join(", ", record.Arguments.Select(argument => argument.Initial))}){Initializer(record)};");
        TxtKeyModel[] set = [.. record.Keys.Where(key => !key.IsArgument)];
        if (record.Arguments.Count == 0)
            source.Line("return new()").Line("{").Indent();
        else
        {
            source.Line("return new(").Indent();
            for (int index = 0; index < record.Arguments.Count; index++)
                EmitReading(source, record.Arguments[index], "", index < record.Arguments.Count - 1 ? "," : set.Length == 0 ? ");" : ")");
            source.Outdent();
            if (set.Length > 0)
                source.Line("{").Indent();
        }

        foreach (TxtKeyModel key in set)
            EmitReading(source, key, key.Member + " = ", ",");
        if (set.Length > 0 || record.Arguments.Count == 0)
            source.Outdent().Line("};");
        source.Close();
    }

    private static string Initializer(TxtRecordModel record)
    {
        string[] members = [.. record.Keys.Where(key => !key.IsArgument && key.Initial is not null).Select(key => $"{key.Member} = {key.Initial}")];
        return members.Length == 0 ? "" : $" {{ {string.Join(", ", members)} }}";
    }

    private static void EmitReading(SourceWriter source, TxtKeyModel key, string start, string end)
    {
        string call = $"{start}reader.{key.Value.Reading}({Literals.Of(key.Key)}, absent.{key.Member}";
        if (key.Value.Names.Count == 0)
        {
            source.Line($"{call}){end}");
            return;
        }

        source.Line($"{call}, static name => name switch").Line("{").Indent();
        foreach (TxtNameModel name in key.Value.Names)
            source.Line($"{Literals.Of(name.Text)} => {name.Value},");
        source.Line("_ => null,").Outdent().Line("})" + end);
    }

    private static void EmitWrite(SourceWriter source, TxtRecordModel record, string form)
    {
        source.Open($"static void {form}.Write(ref {Services}.TxtWriter writer, {record.Type} value)");
        foreach (TxtKeyModel key in record.Keys)
        {
            string call = $"writer.{key.Value.Writing}({Literals.Of(key.Key)}, value.{key.Member}";
            if (key.Value.Names.Count == 0)
            {
                source.Line(call + ");");
                continue;
            }

            source.Line($"{call}, static named => named switch").Line("{").Indent();
            foreach (TxtNameModel name in key.Value.Names.Where(name => name.IsWritten))
                source.Line($"{name.Value} => {Literals.Of(name.Text)},");
            source.Line("_ => null,").Outdent().Line("});");
        }

        source.Close();
    }
}
