using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an <see cref="ImmutableArray{T}"/> that is not default.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ImmutableArrayCodec<T, TCodec> : IPeerCodec<ImmutableArray<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is default.</exception>
    public static void Write(ref PeerWriter writer, in ImmutableArray<T> value)
    {
        if (value.IsDefault)
            throw EncodeErrors.Null("An immutable array");
        Elements.Write<T, TCodec>(ref writer, value.AsSpan());
    }

    /// <inheritdoc/>
    public static ImmutableArray<T> Read(ref PeerReader reader) => ImmutableCollectionsMarshal.AsImmutableArray(Elements.Read<T, TCodec>(ref reader));
}
