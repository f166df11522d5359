using System.Threading.Channels;

namespace PeerProto.Transports.Memory;

/// <summary>One end of a link that has streams of its own beside the first, each with its own bounded pipe.</summary>
internal sealed class MultistreamMemoryConnection : IMultistreamConnection
{
    /// <summary>How many streams one end may have open at a time.</summary>
    public const int MaximumStreams = 256;

    private readonly MemoryConnection _first;
    private readonly MemoryNetworkOptions _options;
    private readonly Lock _gate = new();
    private readonly HashSet<MultistreamMemorySubstream> _open = [];
    private readonly Channel<MultistreamMemorySubstream> _arrived = Channel.CreateUnbounded<MultistreamMemorySubstream>(); // bounded by the places of the other end
    private readonly SemaphoreSlim _places = new(MaximumStreams);
    private MultistreamMemoryConnection? _peer;
    private bool _isOver;

    private MultistreamMemoryConnection(MemoryConnection first, MemoryNetworkOptions options)
    {
        _first = first;
        _options = options;
    }

    public Stream Stream => _first.Stream;

    public PeerEndpoint LocalEndpoint => _first.LocalEndpoint;

    public PeerEndpoint RemoteEndpoint => _first.RemoteEndpoint;

    public static (MultistreamMemoryConnection Near, MultistreamMemoryConnection Far) CreatePair(MemoryConnection near, MemoryConnection far, MemoryNetworkOptions options)
    {
        MultistreamMemoryConnection one = new(near, options);
        MultistreamMemoryConnection other = new(far, options) { _peer = one };
        one._peer = other;
        return (one, other);
    }

    public async ValueTask<ITransportSubstream> OpenStreamAsync(CancellationToken cancellationToken)
    {
        ThrowIfOver();
        await _places.WaitAsync(cancellationToken);
        MemoryPipe pipe = new(_options);
        MultistreamMemorySubstream writer = new(pipe, isWriter: true, this);
        MultistreamMemorySubstream reader = new(pipe, isWriter: false, _peer!);
        if (!Add(writer) || !_peer!.Add(reader) || !_peer._arrived.Writer.TryWrite(reader))
        {
            writer.Abort(0);
            ThrowIfOver();
            throw new IOException("The peer closed the connection.");
        }

        return writer;
    }

    public async ValueTask<ITransportSubstream> AcceptStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _arrived.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new IOException("The connection is over.");
        }
    }

    public void Abort()
    {
        _first.Abort();
        End();
        _peer!.End();
    }

    public ValueTask DisposeAsync()
    {
        End();
        return _first.DisposeAsync();
    }

    /// <summary>A stream is over on this end. Where the other end opened it, that one may open another.</summary>
    public void Remove(MultistreamMemorySubstream stream, bool isWriter)
    {
        lock (_gate)
        {
            if (!_open.Remove(stream))
                return;
        }

        if (!isWriter)
            _peer!._places.Release();
    }

    private bool Add(MultistreamMemorySubstream stream)
    {
        lock (_gate)
            return !_isOver && _open.Add(stream);
    }

    private void End()
    {
        MultistreamMemorySubstream[] left;
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = true;
            left = [.. _open];
        }

        _arrived.Writer.TryComplete();
        foreach (MultistreamMemorySubstream stream in left)
            stream.Abort(0);
        _places.Release(); // one that waits for a place finds out
    }

    private void ThrowIfOver()
    {
        lock (_gate)
        {
            if (_isOver)
                throw new IOException("The connection is over.");
        }
    }
}
