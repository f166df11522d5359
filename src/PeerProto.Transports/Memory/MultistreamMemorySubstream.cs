namespace PeerProto.Transports.Memory;

/// <summary>One end of a one-way stream: a pipe, of which this end writes or reads.</summary>
internal sealed class MultistreamMemorySubstream : ITransportSubstream
{
    private readonly MemoryPipe _pipe;
    private readonly bool _isWriter;
    private readonly MultistreamMemoryConnection _owner;
    private readonly TaskCompletionSource _writesClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isComplete;

    public MultistreamMemorySubstream(MemoryPipe pipe, bool isWriter, MultistreamMemoryConnection owner)
    {
        _pipe = pipe;
        _isWriter = isWriter;
        _owner = owner;
        Stream = isWriter ? new MemoryWritingStream(pipe) : new MemoryReadingStream(pipe);
    }

    public Stream Stream { get; }

    public Task WritesClosed => _writesClosed.Task;

    public void CompleteWrites()
    {
        _isComplete = true;
        _pipe.EndWriting();
        Close();
    }

    public void Abort(long code)
    {
        if (!_isComplete)
            _pipe.Abort(byReader: !_isWriter);
        Close();
    }

    public ValueTask DisposeAsync()
    {
        if (_isWriter)
            Abort(0);
        else
            _pipe.EndReading();
        Close();
        return default;
    }

    private void Close()
    {
        _writesClosed.TrySetResult();
        _owner.Remove(this, _isWriter);
    }
}
