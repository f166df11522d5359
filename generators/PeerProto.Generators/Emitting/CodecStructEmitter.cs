using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the head of a codec struct.</summary>
internal static class CodecStructEmitter
{
    /// <summary>Opens the struct.</summary>
    /// <param name="source">Where to.</param>
    /// <param name="codec">The struct.</param>
    /// <param name="maxSize">The expression for the most bytes a value takes.</param>
    /// <param name="required">The members that have to be there.</param>
    public static void Open(SourceWriter source, CodecStructModel codec, string maxSize, params int[] required)
    {
        source
            .Lines($"""
                /// <summary>Writes and reads <see cref="{codec.Cref}"/> as MessagePack.</summary>
                [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]
                """);
        if (required.Length > 0)
            source.Line($"[global::PeerProto.CompilerServices.RequiredMembers({string.Join(", ", required)})]");
        source
            .Line($"{codec.Modifiers} readonly struct {codec.Name} : global::PeerProto.CompilerServices.IPeerCodec<{codec.TypeName}>");
        source.Indent();
        foreach (string constraint in codec.Constraints)
            source.Line(constraint);
        source.Outdent()
            .Open()
            .Line("/// <inheritdoc/>")
            .Line($"public static int MaxSize => {maxSize};")
            .Line();
    }
}
