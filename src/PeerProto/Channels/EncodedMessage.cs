using PeerProto.CompilerServices;
using PeerProto.Protocol.Framing;

namespace PeerProto.Channels;

/// <summary>A message encoded once for several connections. Whoever holds it releases it; the last one gives its memory back.</summary>
internal sealed class EncodedMessage
{
    private const int KeptCount = 16;

    private static readonly Pool<EncodedMessage> Kept = new(KeptCount);

    private readonly OutboundBuffer _bytes = new();
    private int _holders = 1;

    private EncodedMessage()
    {
    }

    public ReadOnlySpan<byte> Span => _bytes.WrittenMemory.Span;

    public static EncodedMessage Create<T, TCodec>(in T message)
        where TCodec : struct, IPeerCodec<T>
    {
        EncodedMessage encoded = Kept.TryRent() ?? new EncodedMessage();
        encoded._holders = 1;
        try
        {
            PeerWriter writer = new(encoded._bytes);
            TCodec.Write(ref writer, message);
            writer.Flush();
        }
        catch
        {
            encoded.Release();
            throw;
        }

        return encoded;
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) > 0)
            return;
        _bytes.Clear();
        if (!Kept.TryReturn(this))
            _bytes.Dispose();
    }
}
