using System.Runtime.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;

namespace PeerProto.Connections;

internal sealed partial class PeerConnection
{
    /// <summary>How much may wait to be written before senders wait; what has gathered leaves in one write.</summary>
    private const int OutputHighWater = 128 * 1024;

    private readonly AsyncSignal _output = new();
    private OutboundBuffer _spare = new();
    private bool _isWriting;
    private bool _isWriteRequested;
    private bool _isWritingOver;

    /// <summary>Writes what the machine puts out, as much as has gathered at a time, until the connection is over.</summary>
    private async Task WriteAsync()
    {
        try
        {
            while (true)
            {
                await _output.WaitAsync();
                while (TryBeginWrite(out OutboundBuffer? filled))
                    await WriteAsync(filled!);
                lock (_gate)
                {
                    if (_isWritingOver && !_isWriting && _machine.PendingOutputBytes == 0)
                        return;
                }
            }
        }
        catch (Exception failure)
        {
            OnWriteFailure(failure);
        }
    }

    /// <summary>
    /// Writes on the caller's thread what waits, when no write is under way: for calls, whose caller has nothing better to do than to wait. Messages leave it to the
    /// writing loop, which gathers many for each write.
    /// </summary>
    public void WriteNow()
    {
        if (!TryBeginWrite(out OutboundBuffer? filled))
            return;
        ValueTask write = WriteAsync(filled!);
        if (write.IsCompletedSuccessfully)
            write.GetAwaiter().GetResult();
        else
            _ = ObserveAsync(write);
    }

    private async Task ObserveAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception failure)
        {
            OnWriteFailure(failure);
        }

        _output.Set();
    }

    private bool TryBeginWrite(out OutboundBuffer? filled)
    {
        lock (_gate)
        {
            filled = null;
            if (_machine.HasLaneToServe)
                ServeLanes();
            if (_isWriting || _machine.PendingOutputBytes == 0)
                return false;
            _isWriting = true;
            _isWriteRequested = false;
            filled = _machine.ExchangeOutput(_spare);
            ResumeWaiters();
            ResumeCalls();
            return true;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WriteAsync(OutboundBuffer filled)
    {
        try
        {
            await _stream.WriteAsync(filled.WrittenMemory);
        }
        finally
        {
            bool isMore;
            filled.Clear();
            lock (_gate)
            {
                isMore = _machine.PendingOutputBytes > 0;
                _spare = isMore ? filled : _machine.ExchangeOutput(filled); // the memory just used lies in the processor's cache: 64 receivers' two buffers each do not
                _isWriting = false;
            }

            if (isMore || _isWritingOver)
                _output.Set();
        }
    }

    /// <summary>Lets the last frames leave, the close frame among them, within the close deadline.</summary>
    private async Task FinishWritingAsync(Task writing)
    {
        lock (_gate)
            _isWritingOver = true;
        _output.Set();
        using ITimer deadline = _options.TimeProvider.CreateTimer(
            static state => ((PeerConnection)state!)._transport.Abort(), this, _options.Timings.Close, Timeout.InfiniteTimeSpan);
        if (_linkFailure is not null)
            _transport.Abort();
        await writing;
        await WhenLanesWritten();
        lock (_gate)
        {
            if (!_isWriting)
                _spare.Dispose();
        }
    }
}
