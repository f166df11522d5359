namespace PeerProto.CompilerServices;

/// <summary>What all codecs share.</summary>
public static class PeerCodec
{
    /// <summary>The <see cref="IPeerCodec{T}.MaxSize"/> of a type whose values have no largest size.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>The most bytes that values take together.</summary>
    internal static int Sum(params ReadOnlySpan<int> sizes)
    {
        long sum = 0;
        foreach (int size in sizes)
            sum += size;
        return (int)Math.Min(sum, Unbounded);
    }
}
