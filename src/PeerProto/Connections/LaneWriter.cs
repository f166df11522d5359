using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;

namespace PeerProto.Connections;

/// <summary>Writes one lane to a stream of its own, which it opens with the first bytes: as much as has gathered at a time, until the lane is complete.</summary>
internal sealed class LaneWriter(PeerConnection connection, IMultistreamConnection link, OutboundLane lane)
{
    /// <summary>How much is written at a time: while a longer message leaves, the connection learns that the link still takes something.</summary>
    private const int PieceBytes = 512 * 1024;

    private readonly AsyncSignal _called = new();
    private Task? _running;

    public OutboundLane Lane => lane;

    /// <summary>Who waits for room or credit, if anybody. Guarded by the connection's lock.</summary>
    public IOutputWaiter? Waiter { get; set; }

    /// <summary>Completes when the lane is over; never fails.</summary>
    public Task Ended => _running ?? Task.CompletedTask;

    /// <summary>Lets the writer look for what to do. To be called under the connection's lock.</summary>
    /// <returns>Whether it begins with that.</returns>
    public bool Call()
    {
        _called.Set();
        if (_running is not null)
            return false;
        _running = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, connection.Options.Scheduler).Unwrap();
        return true;
    }

    private async Task RunAsync()
    {
        OutboundBuffer spare = new();
        ITransportSubstream? stream = null;
        try
        {
            bool isOver = false;
            while (!isOver)
            {
                await _called.WaitAsync();
                while (connection.TakeFromLane(lane, spare, out isOver) is { } filled)
                {
                    spare = filled;
                    stream ??= await link.OpenStreamAsync(CancellationToken.None);
                    await WriteAsync(stream.Stream, filled.WrittenMemory);
                    filled.Clear();
                }
            }

            if (lane.IsComplete && stream is not null)
            {
                stream.CompleteWrites();
                await stream.WritesClosed;
            }
        }
        catch (Exception failure)
        {
            connection.OnLaneFailure(failure);
        }
        finally
        {
            spare.Dispose();
            connection.Forget(this);
            if (stream is not null)
                await EndAsync(stream);
        }
    }

    private async ValueTask WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes)
    {
        for (; bytes.Length > PieceBytes; bytes = bytes[PieceBytes..])
        {
            await stream.WriteAsync(bytes[..PieceBytes]);
            connection.NoteWritten();
        }

        await stream.WriteAsync(bytes);
    }

    private static async Task EndAsync(ITransportSubstream stream)
    {
        try
        {
            await stream.DisposeAsync();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The link is over, and the stream with it.
        }
    }
}
