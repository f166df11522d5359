using System.Runtime.InteropServices;

namespace PeerProto.CompilerServices;

/// <summary>The hash codes that .NET gives strings, with a seed that is different in each process and secret, for any bits.</summary>
internal static class SeededHash
{
    public static int Of(ReadOnlySpan<char> bits) => string.GetHashCode(bits);

    public static int Of<TBits>(TBits bits)
        where TBits : unmanaged =>
        Of(MemoryMarshal.Cast<TBits, char>(new ReadOnlySpan<TBits>(in bits)));
}
