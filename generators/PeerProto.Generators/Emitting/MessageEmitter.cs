using Microsoft.CodeAnalysis.Text;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Emitting;

/// <summary>Writes the file of a message: the partial type with its codec, and its view where it asks for one.</summary>
internal static class MessageEmitter
{
    /// <summary>Writes the file.</summary>
    public static SourceText Emit(MessageModel message)
    {
        var source = new SourceWriter(message.Namespace);
        source.Line();
        foreach (string declaration in message.Declarations)
            source.Open(declaration);
        CodecEmitter.Emit(source, message.Codec);
        if (message.View is { } view)
            ViewEmitter.Emit(source, message.Codec, view);
        foreach (string _ in message.Declarations)
            source.Close();
        return source.ToSourceText();
    }
}
