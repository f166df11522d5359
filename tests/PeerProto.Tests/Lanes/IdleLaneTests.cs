using PeerProto.Protocol.Framing;
using PeerProto.Tests.Support;
using PeerProto.Transports.Memory;

namespace PeerProto.Tests.Lanes;

public sealed class IdleLaneTests
{
    [Fact]
    public async Task NothingComesOnALane_NoBufferIsHeldForIt()
    {
        await using TestWorld world = new();
        MemoryNetwork network = new(new MemoryNetworkOptions { IsMultistream = true });
        WatchedTransport transport = new(new MemoryTransport(network));
        Collector<int> handled = new();
        PeerSession<ITestContract> session = await world.StartAsync(
            new HandlingService
            {
                HandlePoint = (_, point) =>
                {
                    handled.Add(point.X);
                    return default;
                },
            },
            options => options.Transports = [new Given(transport)]);
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();

        await raw.OpenLaneAsync([5, (byte)FrameKind.Message, 1, 0x92, 7, 0]);
        await handled.NextAsync();

        await TestWorld.YieldUntilAsync(() => transport.HeldBytes == 0);
    }

    /// <summary>Knows how large the buffer is that a read waits with on a stream of the peer.</summary>
    private sealed class WatchedTransport(MemoryTransport inner) : ITransport
    {
        private int _held = -1;

        /// <summary>The size of the buffer of the read that waits, or less than 0 where none does.</summary>
        public int HeldBytes
        {
            get => Volatile.Read(ref _held);
            set => Volatile.Write(ref _held, value);
        }

        public string Name => inner.Name;

        public bool CanReach(PeerEndpoint endpoint) => inner.CanReach(endpoint);

        public async ValueTask<ITransportListener> ListenAsync(TransportListenOptions options, CancellationToken cancellationToken) =>
            new Listener(await inner.ListenAsync(options, cancellationToken), this);

        public ValueTask<ITransportConnection> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken) => inner.ConnectAsync(endpoint, cancellationToken);
    }

    private sealed class Listener(ITransportListener inner, WatchedTransport owner) : ITransportListener
    {
        public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

        public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken) =>
            new Connection((IMultistreamConnection)await inner.AcceptAsync(cancellationToken), owner);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Connection(IMultistreamConnection inner, WatchedTransport owner) : IMultistreamConnection
    {
        public Stream Stream => inner.Stream;

        public PeerEndpoint LocalEndpoint => inner.LocalEndpoint;

        public PeerEndpoint RemoteEndpoint => inner.RemoteEndpoint;

        public ValueTask<ITransportSubstream> OpenStreamAsync(CancellationToken cancellationToken) => inner.OpenStreamAsync(cancellationToken);

        public async ValueTask<ITransportSubstream> AcceptStreamAsync(CancellationToken cancellationToken) => new Substream(await inner.AcceptStreamAsync(cancellationToken), owner);

        public void Abort() => inner.Abort();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Substream(ITransportSubstream inner, WatchedTransport owner) : ITransportSubstream
    {
        public Stream Stream { get; } = new WatchedStream(inner.Stream, owner);

        public Task WritesClosed => inner.WritesClosed;

        public void CompleteWrites() => inner.CompleteWrites();

        public void Abort(long code) => inner.Abort(code);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class WatchedStream(Stream inner, WatchedTransport owner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ValueTask<int> read = inner.ReadAsync(buffer, cancellationToken);
            if (read.IsCompleted)
                return await read;
            owner.HeldBytes = buffer.Length;
            int count = await read;
            owner.HeldBytes = -1;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
