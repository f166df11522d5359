using System.Globalization;

namespace PeerProto.Protocol.Handshake.Shapes;

/// <summary>A part of a type's shape.</summary>
public sealed class ShapePart
{
    internal ShapePart(int id, string? key, bool isRequired, TypeShape type)
    {
        Id = id;
        Key = key;
        IsRequired = isRequired;
        Type = type;
    }

    /// <summary>The number of a member or case; else the place among the parts.</summary>
    public int Id { get; }

    /// <summary>What a member of a <see cref="TypeShapeKind.KeyedMessage"/> is known by, else null.</summary>
    public string? Key { get; }

    /// <summary>Whether a reader needs the member to be there (<c>!</c>).</summary>
    public bool IsRequired { get; }

    /// <summary>The part's type.</summary>
    public TypeShape Type { get; }

    /// <summary>The number, or the key in quotes.</summary>
    public override string ToString() => Key is null ? Id.ToString(CultureInfo.InvariantCulture) : '"' + Key + '"';
}
