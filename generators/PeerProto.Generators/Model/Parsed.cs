using System;

namespace PeerProto.Generators.Model;

/// <summary>What came of one marked type: its own file, and the codecs of types that are not ours to extend, each a file that others may ask for as well.</summary>
/// <param name="Own">The model of the marked type.</param>
/// <param name="Standalone">The codecs that stand by themselves, by the name of their file.</param>
internal sealed record Parsed<T>(T Own, EquatableArray<MessageModel> Standalone)
    where T : IEquatable<T>;
