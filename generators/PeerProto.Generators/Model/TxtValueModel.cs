namespace PeerProto.Generators.Model;

/// <summary>How the value of a TXT entry is written and read.</summary>
/// <param name="Kind">The name of the TxtValueKind.</param>
/// <param name="Reading">The method of TxtReader, with its type arguments.</param>
/// <param name="Writing">The method of TxtWriter, with its type arguments.</param>
/// <param name="Empty">The value where nothing else tells one.</param>
/// <param name="Names">The names that the value may have, or none where it is no enum.</param>
internal sealed record TxtValueModel(string Kind, string Reading, string Writing, string Empty, EquatableArray<TxtNameModel> Names = default);
