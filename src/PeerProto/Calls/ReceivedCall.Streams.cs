using System.Buffers;
using System.IO.Pipelines;

namespace PeerProto.Calls;

internal sealed partial class ReceivedCall
{
    private BytePipe? _pipe;

    public override IDuplexPipe GetPipe() => _pipe ?? throw new InvalidOperationException("The call is no byte stream.");

    public void OnItems()
    {
        if (Call.InboundReset is null)
            _pipe?.Reader.End();
        Volatile.Read(ref _items)?.Wake();
    }

    public void OnBytes(in ReadOnlySequence<byte> bytes) => _pipe?.Reader.Receive(bytes);

    public void OnReset(long code)
    {
        _pipe?.Reader.Fail(new PeerStreamException(code));
        OnItems();
    }

    public void OnStopRequested(long code)
    {
        if (_pipe is null)
            Cancel(new OperationCanceledException("The caller takes no more items."));
        else
            _pipe.Writer.Stop(code);
    }

    /// <summary>The app's method has returned: waits until what it wrote has left.</summary>
    private Task FinishPipeAsync() => _pipe?.FinishAsync() ?? Task.CompletedTask;
}
