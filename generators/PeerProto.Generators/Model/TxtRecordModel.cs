namespace PeerProto.Generators.Model;

/// <summary>A typed TXT record.</summary>
/// <param name="HintName">The generated file.</param>
/// <param name="Namespace">The namespace, or null for the global one.</param>
/// <param name="Declarations">The declarations to reopen: containing types from the outside in, the record last.</param>
/// <param name="Type">The record's name, ready for use.</param>
/// <param name="PlainName">The record's name as people read it.</param>
/// <param name="Keys">The keys, in the order in which they are written.</param>
/// <param name="Arguments">What the constructor takes, in its order.</param>
internal sealed record TxtRecordModel(
    string HintName,
    string? Namespace,
    EquatableArray<string> Declarations,
    string Type,
    string PlainName,
    EquatableArray<TxtKeyModel> Keys,
    EquatableArray<TxtKeyModel> Arguments);
