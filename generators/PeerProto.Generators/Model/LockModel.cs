namespace PeerProto.Generators.Model;

/// <summary>What a message or contract is on the wire, in the words of a lock file.</summary>
/// <param name="HintName">The generated file.</param>
/// <param name="Lines">The lines.</param>
internal sealed record LockModel(string HintName, EquatableArray<string> Lines);
