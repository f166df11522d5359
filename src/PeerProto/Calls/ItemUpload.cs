using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>Sends the app's items in a call of this side, until they end or nobody wants them any more.</summary>
/// <param name="connection">The connection.</param>
/// <param name="items">The items.</param>
/// <param name="abandon">Ends the call when the items fail.</param>
internal sealed class ItemUpload<TItem, TCodec>(PeerConnection connection, IAsyncEnumerable<TItem> items, Action<Exception> abandon)
    where TCodec : struct, IPeerCodec<TItem>
{
    private readonly CancellationTokenSource _finished = new();

    /// <summary>Starts to read and send the items, on the session's scheduler.</summary>
    public void Start(CallState call) =>
        _ = Task.Factory.StartNew(() => SendAsync(call), CancellationToken.None, TaskCreationOptions.DenyChildAttach, connection.Options.Scheduler);

    /// <summary>The call is over, whatever way: no more items are read.</summary>
    public void Stop()
    {
        try
        {
            _finished.Cancel();
        }
        catch (AggregateException thrown)
        {
            ConnectionLog.CallbackFailed(connection.Options.Logger, connection.RemoteEndpoint, thrown);
        }
    }

    private async Task SendAsync(CallState call)
    {
        try
        {
            FlowSender<TItem, TCodec> sender = new(connection, call.Outbound!);
            await foreach (TItem item in items.WithCancellation(_finished.Token))
                await sender.SendAsync(item, _finished.Token);
            lock (connection.Gate)
                connection.Machine.WriteEnd(call);
            connection.WriteNow();
        }
        catch (Exception) when (_finished.IsCancellationRequested || connection.Failure is not null)
        {
            // the call is over; its task or its reader tells how
        }
        catch (Exception failure)
        {
            abandon(failure);
        }
    }
}
