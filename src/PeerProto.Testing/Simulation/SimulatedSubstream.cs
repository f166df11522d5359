namespace PeerProto.Testing;

/// <summary>One end of a one-way stream of a simulated link.</summary>
internal sealed class SimulatedSubstream : ITransportSubstream
{
    private readonly StreamSender? _sender;
    private readonly StreamReceiver? _receiver;
    private readonly Action<SimulatedSubstream> _over;
    private readonly TaskCompletionSource _writesClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    /// <param name="connection">The link.</param>
    /// <param name="number">The stream within it.</param>
    /// <param name="isWriter">Whether this end writes, or reads.</param>
    /// <param name="over">Called when the stream needs nothing more of this end.</param>
    public SimulatedSubstream(SimulatedConnection connection, long number, bool isWriter, Action<SimulatedSubstream> over)
    {
        Number = number;
        _over = over;
        if (isWriter)
            _sender = new StreamSender(connection, number, OnSent);
        else
            _receiver = new StreamReceiver(connection, number, OnReceived);
        Stream = new SimulatedStream(_receiver, _sender, static () => { });
    }

    public long Number { get; }

    public Stream Stream { get; }

    public Task WritesClosed => _writesClosed.Task;

    public void CompleteWrites() => _sender?.End();

    public void Abort(long code)
    {
        _sender?.Reset(code, new IOException("This side gave the stream up."));
        _receiver?.Stop(code);
        _writesClosed.TrySetResult();
    }

    public ValueTask DisposeAsync()
    {
        Close();
        if (_isDisposed)
            return default;
        _isDisposed = true;
        if (_receiver is { HasEnd: true })
            _over(this);
        return default;
    }

    public void Handle(Packet packet)
    {
        switch (packet.Kind)
        {
            case PacketKind.Data:
                _receiver!.OnData(packet);
                break;
            case PacketKind.ResetStream:
                _receiver!.OnReset(packet);
                break;
            case PacketKind.Probe:
                _receiver!.Confirm();
                break;
            case PacketKind.Confirm:
                _sender!.OnConfirmed(packet.Offset, packet.Limit);
                break;
            case PacketKind.StopStream:
                _sender!.Reset(packet.Limit, new IOException($"The peer reads the stream no more, with code {packet.Limit}."));
                break;
        }
    }

    /// <summary>The app is done with it: a stream that was written to its end goes on by itself.</summary>
    public void Close()
    {
        _sender?.Reset(code: 0, new ObjectDisposedException(nameof(ITransportSubstream)));
        _receiver?.Stop(code: 0);
    }

    /// <summary>The link is no more.</summary>
    public void Fail(Exception failure)
    {
        _sender?.Fail(failure);
        _receiver?.Fail(failure);
        _writesClosed.TrySetResult();
    }

    private void OnSent()
    {
        _writesClosed.TrySetResult();
        _over(this);
    }

    private void OnReceived()
    {
        if (_isDisposed)
            _over(this);
    }
}
