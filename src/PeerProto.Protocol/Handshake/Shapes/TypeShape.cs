using System.Collections.Generic;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>The shape of a type on the wire, as <c>docs/fingerprint.md</c> writes it.</summary>
public sealed class TypeShape
{
    private readonly string _source;
    private readonly int _start;
    private int _end;

    internal TypeShape(TypeShapeKind kind, string source, int start)
    {
        Kind = kind;
        _source = source;
        _start = start;
        _end = start;
    }

    /// <summary>What it is.</summary>
    public TypeShapeKind Kind { get; }

    /// <summary>What it consists of: members and cases by id or key, the type inside an array or an optional one, key and value of a map.</summary>
    public IReadOnlyList<ShapePart> Parts { get; internal set; } = [];

    /// <summary>Whether values of cases that a union does not list are kept (<c>*</c>).</summary>
    public bool TakesUnknownCases { get; internal set; }

    /// <summary>The type that a reference means, else this type.</summary>
    public TypeShape Target { get => field ?? this; internal set; }

    /// <summary>Whether a reference means this type.</summary>
    internal bool IsReferred { get; set; }

    /// <summary>Reads the text of one type.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="error">What is wrong with the text, where it is none.</param>
    /// <returns>Whether the text is a type's shape.</returns>
    public static bool TryParse(string text, out TypeShape? shape, out string error) => ShapeParser.TryParseType(text, out shape, out error);

    /// <summary>The text.</summary>
    public override string ToString() => _source.Substring(_start, _end - _start);

    internal TypeShape EndAt(int end)
    {
        _end = end;
        return this;
    }
}
