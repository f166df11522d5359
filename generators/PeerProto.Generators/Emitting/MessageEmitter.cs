using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the file of a message or union: the partial type with its codec and its view where it asks for one, or the codec by itself.</summary>
internal static class MessageEmitter
{
    /// <summary>Writes the file.</summary>
    public static SourceText Emit(MessageModel message)
    {
        var source = new SourceWriter(message.Namespace);
        source.Line();
        foreach (string declaration in message.Declarations)
            source.Open(declaration);
        if (message.Codec is { } codec)
            CodecEmitter.Emit(source, codec);
        if (message is { Codec: { } viewed, View: { } view })
            ViewEmitter.Emit(source, viewed, view);
        if (message.Union is { } union)
            UnionEmitter.Emit(source, union);
        foreach (string _ in message.Declarations)
            source.Close();
        return source.ToSourceText();
    }
}
