namespace PeerProto.Generators.Model;

/// <summary>The struct that carries a call's arguments.</summary>
/// <param name="Name">The struct's name.</param>
/// <param name="Codec">Its codec.</param>
internal sealed record ArgumentsModel(string Name, CodecModel Codec);
