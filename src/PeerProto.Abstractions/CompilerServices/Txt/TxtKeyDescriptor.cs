namespace PeerProto.CompilerServices;

/// <summary>One key of a typed TXT record.</summary>
/// <param name="Key">The key.</param>
/// <param name="Member">The name of the member in C#.</param>
/// <param name="Kind">What its value stands for.</param>
public sealed record TxtKeyDescriptor(string Key, string Member, TxtValueKind Kind);
