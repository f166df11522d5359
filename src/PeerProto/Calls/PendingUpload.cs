using PeerProto.Channels;
using PeerProto.CompilerServices;
using PeerProto.Connections;
using PeerProto.Protocol.Calls;

namespace PeerProto.Calls;

/// <summary>A client stream of this side: sends the app's items while the result is waited for, and stops when it is there.</summary>
internal sealed class PendingUpload<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(
    PeerConnection connection, CallDescriptor descriptor, IAsyncEnumerable<TItem> items)
    : PendingCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(connection, descriptor, pool: null)
    where TArgumentsCodec : struct, IPeerCodec<TArguments>
    where TItemCodec : struct, IPeerCodec<TItem>
    where TResultCodec : struct, IPeerCodec<TResult>
{
    private readonly CancellationTokenSource _finished = new();

    public override CallState Open()
    {
        CallState call = base.Open();
        _ = Task.Factory.StartNew(() => SendItemsAsync(call), CancellationToken.None, TaskCreationOptions.DenyChildAttach, Connection.Options.Scheduler);
        return call;
    }

    protected override void OnFinished()
    {
        try
        {
            _finished.Cancel();
        }
        catch (AggregateException thrown)
        {
            ConnectionLog.CallbackFailed(Connection.Options.Logger, Connection.RemoteEndpoint, thrown);
        }
    }

    private async Task SendItemsAsync(CallState call)
    {
        try
        {
            FlowSender<TItem, TItemCodec> sender = new(Connection, call.Outbound!);
            await foreach (TItem item in items.WithCancellation(_finished.Token))
                await sender.SendAsync(item, _finished.Token);
            lock (Connection.Gate)
                Connection.Machine.WriteEnd(call);
            Connection.WriteNow();
        }
        catch (Exception) when (_finished.IsCancellationRequested || Connection.Failure is not null)
        {
            // the call is over; its task tells how
        }
        catch (Exception failure)
        {
            Abandon(failure);
        }
    }
}
