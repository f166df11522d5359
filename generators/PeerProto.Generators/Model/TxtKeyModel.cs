namespace PeerProto.Generators.Model;

/// <summary>One key of a typed TXT record.</summary>
/// <param name="Key">The key.</param>
/// <param name="Member">The member's name, ready for use.</param>
/// <param name="PlainName">The member's name as people read it.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsArgument">Whether the constructor takes it.</param>
/// <param name="Initial">The expression for the member of a record without entries, where it has to be given one; null where it has one of its own.</param>
internal sealed record TxtKeyModel(string Key, string Member, string PlainName, TxtValueModel Value, bool IsArgument, string? Initial);
