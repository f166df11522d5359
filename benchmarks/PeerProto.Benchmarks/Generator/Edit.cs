namespace PeerProto.Benchmarks.Generator;

/// <summary>A change of one line.</summary>
/// <param name="What">What it is called in the table.</param>
/// <param name="File">The file.</param>
/// <param name="Old">What stands there, of which the first is replaced.</param>
/// <param name="New">What replaces it.</param>
internal sealed record Edit(string What, string File, string Old, string New);
