namespace PeerProto.Generators.Model;

/// <summary>One name that the value of a TXT entry may be.</summary>
/// <param name="Text">The name, in lower case.</param>
/// <param name="Value">What it stands for, as generated code names it.</param>
/// <param name="IsWritten">Whether the value is written by this name. Another name of the same value is only read.</param>
internal sealed record TxtNameModel(string Text, string Value, bool IsWritten);
