namespace PeerProto.Generators.Model;

/// <summary>A message type and its codec.</summary>
/// <param name="HintName">The generated file.</param>
/// <param name="Namespace">The namespace, or null for the global one.</param>
/// <param name="Declarations">The declarations to reopen: containing types from the outside in, the message last.</param>
/// <param name="Codec">The codec.</param>
/// <param name="View">The view, where the message asks for one.</param>
internal sealed record MessageModel(string HintName, string? Namespace, EquatableArray<string> Declarations, CodecModel Codec, ViewModel? View);
