namespace PeerProto.Matrix.Tests.Table;

/// <summary>A type that has to work in every place.</summary>
/// <param name="Name">What the row is called: the first part of the generated names.</param>
/// <param name="Type">The type as C#.</param>
/// <param name="Values">The generator of its values as C#: a <c>Gen</c> of the type.</param>
internal sealed record TypeRow(string Name, string Type, string Values)
{
    /// <summary>Whether values can be keys of a dictionary.</summary>
    public bool IsKey { get; init; }

    /// <summary>What the row is called in the table of values in the wire protocol, where that is not the type.</summary>
    public string? PageName { get; init; }

    /// <summary>Whether MessagePack-CSharp is told nothing of the type, so that its bytes cannot be compared.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Whether the type ends with <c>?</c> as it is, so that there is no optional of it.</summary>
    public bool IsOptional => Type.EndsWith('?');
}
