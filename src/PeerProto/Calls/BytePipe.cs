using System.IO.Pipelines;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>One side of a byte stream: both ends sit on the call's flows.</summary>
internal sealed class BytePipe(PeerConnection connection, CallState call) : IDuplexPipe
{
    public BytePipeReader Reader { get; } = new(connection, call);

    public BytePipeWriter Writer { get; } = new(connection, call);

    PipeReader IDuplexPipe.Input => Reader;

    PipeWriter IDuplexPipe.Output => Writer;

    /// <summary>Completes this side's bytes, unless the app has, and waits until they have left or nobody wants them.</summary>
    public Task FinishAsync()
    {
        Writer.Complete();
        return Writer.WhenFinished();
    }

    /// <summary>Ends both directions: the call is over, or nobody has an interest in it.</summary>
    public void Fail(Exception failure)
    {
        Reader.Fail(failure);
        Writer.Fail(failure);
    }
}
