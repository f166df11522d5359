using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>Writes any <see cref="IReadOnlyList{T}"/>, never null, and reads an array.</summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TCodec">Their codec.</typeparam>
public readonly struct ReadOnlyListCodec<T, TCodec> : IPeerCodec<IReadOnlyList<T>>
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public static int MaxSize => PeerCodec.Unbounded;

    /// <inheritdoc/>
    /// <exception cref="PeerEncodeException">The value is null.</exception>
    public static void Write(ref PeerWriter writer, in IReadOnlyList<T> value)
    {
        switch (value)
        {
            case null:
                throw EncodeErrors.Null("A list");
            case T[] array:
                Elements.Write<T, TCodec>(ref writer, array);
                break;
            case List<T> list:
                Elements.Write<T, TCodec>(ref writer, CollectionsMarshal.AsSpan(list));
                break;
            default:
                WriteAny(ref writer, value);
                break;
        }
    }

    /// <inheritdoc/>
    public static IReadOnlyList<T> Read(ref PeerReader reader) => Elements.Read<T, TCodec>(ref reader);

    private static void WriteAny(ref PeerWriter writer, IReadOnlyList<T> values)
    {
        int count = values.Count;
        writer.EnterNested();
        writer.WriteArrayHeader(count);
        for (int index = 0; index < count; index++)
            TCodec.Write(ref writer, values[index]);
        writer.LeaveNested();
    }
}
