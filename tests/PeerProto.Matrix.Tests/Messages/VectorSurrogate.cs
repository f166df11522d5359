using System.Numerics;
using PeerProto.Matrix.Tests.Messages;

[assembly: PeerProto.PeerSurrogate<Vector3, VectorSurrogate>]

namespace PeerProto.Matrix.Tests.Messages;

/// <summary>What a vector of the base library travels as.</summary>
[PeerMessage]
public readonly partial record struct VectorSurrogate([Member(0)] float X, [Member(1)] float Y, [Member(2)] float Z) : IPeerSurrogate<Vector3, VectorSurrogate>
{
    public static VectorSurrogate FromForeign(Vector3 value) => new(value.X, value.Y, value.Z);

    public static Vector3 ToForeign(VectorSurrogate value) => new(value.X, value.Y, value.Z);
}
