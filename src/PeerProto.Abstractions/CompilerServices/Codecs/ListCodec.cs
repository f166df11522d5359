using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads a <see cref="List{T}"/>, never null.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ListCodec<T, TCodec> : IPeerCodec<List<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in List<T> value) =>
        Elements.Write<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(value ?? throw EncodeErrors.Null("A list")));

    /// <inheritdoc/>
    public static List<T> Read(ref PeerReader reader)
    {
        int count = reader.ReadArrayHeader();
        int paid = Elements.InitialCapacity(count, reader.Remaining, Unsafe.SizeOf<T>());
        List<T> values = new(paid);
        CollectionsMarshal.SetCount(values, paid);
        Elements.Read<T, TCodec>(ref reader, CollectionsMarshal.AsSpan(values));
        for (; paid < count; paid++)
            values.Add(TCodec.Read(ref reader));
        return values;
    }
}
