using System.Linq;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the view of a message.</summary>
internal static class ViewEmitter
{
    /// <summary>Writes the struct into the message.</summary>
    public static void Emit(SourceWriter source, CodecModel codec, ViewModel view)
    {
        source
            .Line()
            .Lines($"""
                /// <summary>
                /// A <see cref="{codec.TypeName}"/> where it was received. Valid until the handler it was given to returns, together with what was taken from it;
                /// the compiler keeps the view itself from living longer.
                /// </summary>
                """)
            .Open($"public readonly ref struct View");
        source.Line($"private readonly bool {view.IsThere};");
        foreach (ViewMemberModel member in view.Members.Where(member => member.Field is not null))
            source.Line($"private readonly global::PeerProto.CompilerServices.BorrowedValue {member.Field};");
        source.Line();
        EmitConstructor(source, codec, view);
        source.Lines($"""

            /// <summary>Whether this is no message: the default view, or the view of a member that is null.</summary>
            public bool {view.IsNull} => !{view.IsThere};
            """);
        foreach (ViewMemberModel member in view.Members)
            EmitProperty(source, codec, view, member);
        source.Close();
    }

    private static void EmitConstructor(SourceWriter source, CodecModel codec, ViewModel view)
    {
        source
            .Lines("""
                /// <summary>Makes the view of the message that comes next, once all of it is checked.</summary>
                /// <param name="reader">Where from; stands behind the message afterwards. Made of memory, not of a span.</param>
                /// <exception cref="global::PeerProto.PeerDecodeException">The bytes are no such message or exceed a limit.</exception>
                [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
                """)
            .Open($"public View(scoped ref global::PeerProto.CompilerServices.PeerReader reader)");
        if (view.Members.Any(member => member.Member.Absent is null))
            source.Line("var start = reader;");
        source.Line("int count = reader.BeginMessage();");
        foreach (PartModel part in codec.Parts)
        {
            if (part.Member is null)
                source.Line($"if (count > {part.Id})").Line("    reader.Skip();");
            else
                EmitRead(source, view.Members.First(member => member.Member.Id == part.Id));
        }

        source
            .Line($"reader.EndMessage(count, {codec.Length});")
            .Line($"{view.IsThere} = true;")
            .Close();
    }

    private static void EmitRead(SourceWriter source, ViewMemberModel member)
    {
        string target = $"this.{member.Field ?? member.Member.Name}";
        WireTypeModel type = member.Member.Type;
        string absent = member.Member.Absent ?? $"PeerCodec.Read(ref start).{member.Member.Name}";
        if (member.Kind == ViewMemberKind.Value)
        {
            source.Choice(target, $"count > {member.Member.Id}", CodecEmitter.Read(type), absent);
            return;
        }

        source.Line($"if (count > {member.Member.Id})").Open();
        if (member.Kind == ViewMemberKind.OptionalView)
        {
            source
                .Line("long begin = reader.BeginBorrowing();")
                .Line("if (!reader.TryReadNil())")
                .Open()
                .Line($"_ = new {member.Inner!.Name}.View(ref reader);")
                .Line($"{target} = reader.BorrowSince(begin);")
                .Close();
        }
        else
        {
            source.Line($"{target} = {Take(member, CodecEmitter.Limited("reader", type))};");
        }

        source.Close();
        if (absent is "null" && member.IsOptional)
            return;
        source.Open("else");
        if (member.Kind is ViewMemberKind.Decoded or ViewMemberKind.DecodedElements)
        {
            source.Line($"{target} = {Encode(type, absent)};");
        }
        else
        {
            source.Line($"var absent = {Encode(type, absent)};").Line("var reading = absent.Open();");
            source.Line(member.Kind == ViewMemberKind.OptionalView ? $"{target} = reading.TryReadNil() ? default : absent;" : $"{target} = {Take(member, "reading")};");
        }

        source.Close();
    }

    private static string Encode(WireTypeModel type, string value) =>
        $"global::PeerProto.CompilerServices.BorrowedValue.Of<{type.Name}, {type.Codec}>({value})";

    private static string Take(ViewMemberModel member, string reader) => member.Kind switch
    {
        ViewMemberKind.String => $"{reader}.ReadBorrowedString{(member.IsOptional ? "OrNull" : "")}()",
        ViewMemberKind.Binary => $"{reader}.ReadBorrowedBinary{(member.IsOptional ? "OrNull" : "")}()",
        ViewMemberKind.View => $"new {member.Inner!.Name}.View(ref {reader})",
        ViewMemberKind.DecodedElements =>
            $"global::PeerProto.CompilerServices.BorrowedValue.ReadElements<{member.Inner!.Name}, {member.Inner.Codec}>(ref {reader})",
        _ => $"global::PeerProto.CompilerServices.BorrowedValue.Read<{member.Member.Type.Name}, {member.Member.Type.Codec}>(ref {reader})",
    };

    private static void EmitProperty(SourceWriter source, CodecModel codec, ViewModel view, ViewMemberModel member)
    {
        source.Line().Line($"/// <inheritdoc cref=\"{codec.TypeName}.{member.Member.Name}\"/>");
        if (member.Kind is ViewMemberKind.Decoded or ViewMemberKind.DecodedElements)
            source.Line("/// <remarks>Decoded each time: keep it where it is needed more than once.</remarks>");
        if (member.Field is not { } field)
        {
            source.Line($"public {TypeOf(member)} {member.Member.Name} {{ get; }}");
            return;
        }

        source.Open($"public {TypeOf(member)} {member.Member.Name}").Open("get");
        if (member.Kind == ViewMemberKind.OptionalView)
            source.Line($"if ({field}.IsAbsent)").Line("    return default;");
        source.Line($"var reader = {field}.Open();");
        if (member.Kind == ViewMemberKind.OptionalView)
            source.Line($"return new {member.Inner!.Name}.View(ref reader);");
        else
            source.Line($"return {(member.IsOptional ? $"{field}.IsAbsent ? null : " : "")}{member.Member.Type.Codec}.Read(ref reader);");
        source.Close().Close();
    }

    private static string TypeOf(ViewMemberModel member) => member.Kind switch
    {
        ViewMemberKind.String => "global::PeerProto.BorrowedString",
        ViewMemberKind.Binary => $"global::System.Buffers.ReadOnlySequence<byte>{(member.IsOptional ? "?" : "")}",
        ViewMemberKind.View or ViewMemberKind.OptionalView => $"{member.Inner!.Name}.View",
        _ => member.Member.Type.Name,
    };
}
