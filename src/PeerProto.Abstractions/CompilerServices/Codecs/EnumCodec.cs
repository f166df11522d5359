using System.Runtime.CompilerServices;

namespace PeerProto.CompilerServices;

/// <summary>Writes and reads an enum as the integer underneath. A value that this side has no name for is kept.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TUnderlying">Its underlying type.</typeparam>
/// <typeparam name="TUnderlyingCodec">The codec of that.</typeparam>
public readonly struct EnumCodec<TEnum, TUnderlying, TUnderlyingCodec> : IPeerCodec<TEnum>
    where TEnum : struct, Enum
    where TUnderlying : struct
    where TUnderlyingCodec : struct, IPeerCodec<TUnderlying>
{
    /// <inheritdoc/>
    public static int MaxSize => TUnderlyingCodec.MaxSize;

    /// <inheritdoc/>
    public static void Write(ref PeerWriter writer, in TEnum value) => TUnderlyingCodec.Write(ref writer, Unsafe.BitCast<TEnum, TUnderlying>(value));

    /// <inheritdoc/>
    public static TEnum Read(ref PeerReader reader) => Unsafe.BitCast<TUnderlying, TEnum>(TUnderlyingCodec.Read(ref reader));
}
