using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace PeerProto.Generators.Parsing;

/// <summary>The types of one value that have a codec and are no primitives.</summary>
internal static class Scalars
{
    /// <summary>By name: where the type stands, its name in a wire shape, and whether its values have a largest size.</summary>
    private static readonly Dictionary<string, (string Namespace, string Shape, bool IsBounded)> Rows = new()
    {
        ["Uri"] = ("System", "uri", false),
        ["Version"] = ("System", "version", true),
        ["BigInteger"] = ("System.Numerics", "bigint", false),
        ["IPAddress"] = ("System.Net", "ip", true),
        ["IPEndPoint"] = ("System.Net", "endpoint", true),
    };

    /// <summary>Finds the form of such a type.</summary>
    /// <returns>Null where the type is none.</returns>
    public static WireForm? Find(INamedTypeSymbol type) =>
        Rows.TryGetValue(type.MetadataName, out (string Namespace, string Shape, bool IsBounded) row) && type.ContainingType is null && type.NamespaceOf() == row.Namespace
            ? new WireForm(WireKind.Scalar, type, type.Name + "Codec", []) { Shape = row.Shape, IsBounded = row.IsBounded }
            : null;
}
