using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the codec of a union, and the type that stands for its unknown cases.</summary>
internal static class UnionEmitter
{
    /// <summary>Writes the struct and the type into the union they belong to, or the struct by itself.</summary>
    public static void Emit(SourceWriter source, UnionModel union)
    {
        CodecStructEmitter.Open(source, union.Struct, "global::PeerProto.CompilerServices.PeerCodec.Unbounded");
        EmitWrite(source, union);
        source.Line();
        EmitRead(source, union);
        source.Close();
        if (union.Unknown is not { Declaration: not UnknownDeclaration.None } unknown)
            return;
        source.Line();
        if (unknown.Declaration == UnknownDeclaration.Record)
            EmitRecord(source, union.Struct, unknown);
        else
            EmitClass(source, union.Struct, unknown);
    }

    private static void EmitWrite(SourceWriter source, UnionModel union)
    {
        source
            .Line("/// <inheritdoc/>")
            .Open($"public static void Write(ref global::PeerProto.CompilerServices.PeerWriter writer, in {union.Struct.TypeName} value)")
            .Open("switch (value)");
        foreach (UnionCaseModel each in union.Cases)
        {
            source.Line($"case {each.Type.Name} item{(each.IsExact ? $" when item.GetType() == typeof({each.Type.Name})" : "")}:").Indent()
                .Line($"writer.BeginCase({each.Id});")
                .Line($"{each.Type.Codec}.Write(ref writer, item);")
                .Line("writer.EndCase();")
                .Line("break;")
                .Outdent();
        }

        if (union.Unknown is { } unknown)
            source.Line($"case {unknown.TypeName} item:").Indent().Line("writer.WriteUnknownCase(item.CaseId, item.Payload.Span);").Line("break;").Outdent();
        source
            .Line("default:").Indent()
            .Line($"global::PeerProto.CompilerServices.UnknownCases.ThrowNoCase(value, {union.Struct.NameExpression});")
            .Line("break;").Outdent()
            .Close()
            .Close();
    }

    private static void EmitRead(SourceWriter source, UnionModel union)
    {
        source
            .Line("/// <inheritdoc/>")
            .Open($"public static {union.Struct.TypeName} Read(ref global::PeerProto.CompilerServices.PeerReader reader)")
            .Line("int id = reader.ReadCaseHeader();")
            .Open("return id switch");
        foreach (UnionCaseModel each in union.Cases)
            source.Line($"{each.Id} => {each.Type.Codec}.Read(ref reader),");
        source
            .Line(union.Unknown is { } unknown
                ? $"_ => new {unknown.TypeName}(id, reader.ReadRaw()),"
                : $"_ => global::PeerProto.CompilerServices.UnknownCases.Throw<{union.Struct.TypeName}>(id, {union.Struct.NameExpression}),")
            .Close("};")
            .Close();
    }

    private static void EmitRecord(SourceWriter source, CodecStructModel union, UnknownCaseModel unknown) => source
        .Lines("""
            /// <summary>A case that this side does not know. It is sent on as it came.</summary>
            /// <param name="CaseId">The case's id.</param>
            /// <param name="Payload">The case's value as MessagePack.</param>
            [global::PeerProto.UnknownCase]
            """)
        .Open($"{Modifiers(unknown)} sealed record Unknown(int CaseId, global::System.ReadOnlyMemory<byte> Payload) : {union.TypeName}")
        .Lines($"""
            /// <inheritdoc/>
            public bool Equals(Unknown? other) =>
                {(unknown.ComparesBase ? "base.Equals(other)" : "other is not null")}
                && CaseId == other.CaseId
                && global::System.MemoryExtensions.SequenceEqual(Payload.Span, other.Payload.Span);

            /// <inheritdoc/>
            public override int GetHashCode() => global::System.HashCode.Combine(CaseId, Payload.Length);
            """)
        .Close();

    private static string Modifiers(UnknownCaseModel unknown) => unknown.HidesInherited ? "public new" : "public";

    private static void EmitClass(SourceWriter source, CodecStructModel union, UnknownCaseModel unknown) => source
        .Lines("""
            /// <summary>A case that this side does not know. It is sent on as it came.</summary>
            [global::PeerProto.UnknownCase]
            """)
        .Open($"{Modifiers(unknown)} sealed class Unknown : {union.TypeName}")
        .Lines("""
            /// <summary>Makes one.</summary>
            /// <param name="caseId">The case's id.</param>
            /// <param name="payload">The case's value as MessagePack.</param>
            public Unknown(int caseId, global::System.ReadOnlyMemory<byte> payload)
            {
                CaseId = caseId;
                Payload = payload;
            }

            /// <summary>The case's id.</summary>
            public int CaseId { get; }

            /// <summary>The case's value as MessagePack.</summary>
            public global::System.ReadOnlyMemory<byte> Payload { get; }
            """)
        .Close();
}
