namespace PeerProto.AllocationProbe;

/// <summary>What a peer says first.</summary>
internal static class FirstBytes
{
    /// <summary>The first bytes that a peer with this security says: all of its TLS hello, or the beginning of a frame as long as a hello may be.</summary>
    public static async Task<byte[]> OfAsync(PeerSecurity security)
    {
        if (ReferenceEquals(security, PeerSecurity.None))
            return [0x4f, 0xff, 0x01, .. "PEER"u8, .. new byte[4000]];
        using PeerIdentity identity = PeerIdentity.Create();
        FirstWrite stream = new();
        try
        {
            await security.CreateStreamSecurity(identity).AuthenticateAsClientAsync(stream, new SecurityContext { RemoteEndpoint = PeerEndpoint.Parse("tcp://127.0.0.1:1") }, CancellationToken.None);
        }
        catch (PeerConnectionException)
        {
            // nobody answers there
        }

        return stream.Written.ToArray();
    }

    /// <summary>Keeps the first that is written to it, and has nothing to read.</summary>
    private sealed class FirstWrite : MemoryStream
    {
        public MemoryStream Written { get; } = new();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Written.Length == 0)
                Written.Write(buffer);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return default;
        }
    }
}
