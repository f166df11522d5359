namespace PeerProto.CompilerServices;

/// <summary>
/// Writes and reads one type as MessagePack. Implemented by structs that are used as type arguments only, so that the runtime compiles each use
/// without an indirect call.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
public interface IPeerCodec<T>
{
    /// <summary>The most bytes a value can take, or <see cref="PeerCodec.Unbounded"/>.</summary>
    static abstract int MaxSize { get; }

    /// <summary>
    /// Compares values as keys that a peer chose, by hash codes that it cannot foresee. Null where the type brings its own hash code, of which
    /// <see cref="PeerCodecLimits.MaxCustomKeys"/> are accepted.
    /// </summary>
    static virtual IEqualityComparer<T>? Keys => KeyComparer<T>.Instance;

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    static abstract void Write(ref PeerWriter writer, in T value);

    /// <summary>Reads a value.</summary>
    /// <param name="reader">Where from; stands behind the value afterwards.</param>
    /// <exception cref="PeerDecodeException">The bytes are no such value or exceed a limit.</exception>
    static abstract T Read(ref PeerReader reader);
}
