namespace PeerProto.Generators.Model;

/// <summary>A generated codec with the file it stands in.</summary>
/// <param name="HintName">The generated file.</param>
/// <param name="Namespace">The namespace, or null for the global one.</param>
/// <param name="Declarations">The declarations to reopen: containing types from the outside in, the message last. None where the codec stands by itself.</param>
/// <param name="Codec">The codec of a message, or null.</param>
/// <param name="Union">The codec of a union, or null.</param>
/// <param name="View">The view, where the message asks for one.</param>
internal sealed record MessageModel(
    string HintName, string? Namespace, EquatableArray<string> Declarations, CodecModel? Codec, UnionModel? Union = null, ViewModel? View = null);
