using System.Buffers;

namespace PeerProto.Protocol.Framing;

/// <summary>
/// The bytes that wait to be written to the link, in one piece. The machine appends; the driver exchanges a filled buffer for an empty one and
/// writes it while the machine goes on. Memory comes from the shared pool; a buffer that grew for a large message shrinks when cleared.
/// </summary>
public sealed class OutboundBuffer : IBufferWriter<byte>, IDisposable
{
    /// <summary>The memory that a buffer keeps when it is empty, in bytes.</summary>
    public const int KeptCapacity = 256 * 1024;

    private const int InitialCapacity = 4096;

    private byte[] _bytes = [];

    /// <summary>The number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>What is written. Valid until the next change.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_bytes.Length - Length < Math.Max(sizeHint, 1))
            Grow(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - Length < Math.Max(sizeHint, 1))
            Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    /// <summary>Takes back everything from a position on.</summary>
    /// <param name="length">The length to keep.</param>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>Bytes already written, to be filled in.</summary>
    /// <param name="start">Where they start.</param>
    /// <param name="length">How many.</param>
    public Span<byte> Written(int start, int length) => _bytes.AsSpan(0, Length).Slice(start, length);

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets what is written, and gives back memory beyond <see cref="KeptCapacity"/>.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptCapacity)
            Dispose();
    }

    /// <summary>Gives the memory back to the pool. The buffer is empty and usable afterwards.</summary>
    public void Dispose()
    {
        Length = 0;
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Grow(int sizeHint)
    {
        int needed = checked(Length + sizeHint);
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, InitialCapacity), (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
