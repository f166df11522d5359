using System.Collections.Generic;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>The shape of a contract on the wire: the text of <c>docs/fingerprint.md</c>, read.</summary>
public sealed class ContractShape
{
    /// <summary>The longest text, in characters.</summary>
    public const int MaximumLength = 1 << 20;

    /// <summary>How deep the types of a text may lie inside each other.</summary>
    public const int MaximumDepth = 128;

    /// <summary>The largest number in a text.</summary>
    public const int MaximumNumber = 999_999_999;

    internal ContractShape(string name, IReadOnlyList<EntryShape> entries, int length)
    {
        Name = name;
        Entries = entries;
        Length = length;
    }

    /// <summary>The contract's name.</summary>
    public string Name { get; }

    /// <summary>Channels and calls, by id.</summary>
    public IReadOnlyList<EntryShape> Entries { get; }

    /// <summary>How long the text was.</summary>
    internal int Length { get; }

    /// <summary>Reads a contract's text. Work and memory are bounded by its length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="error">What is wrong with the text, where it is none.</param>
    /// <returns>Whether the text is a contract's shape.</returns>
    public static bool TryParse(string text, out ContractShape? shape, out string error) => ShapeParser.TryParseContract(text, out shape, out error);
}
