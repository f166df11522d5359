using System.Buffers;
using System.IO.Pipelines;
using PeerProto.CompilerServices;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>A link whose far end is a service in the same process. Everything between passes as bytes through the generated codecs.</summary>
internal sealed class Loopback<TContract>(PeerService<TContract> service, Peer sender) : PeerLink
    where TContract : class, IPeerContract<TContract>
{
    public override IMessageChannel<T> Channel<T, TCodec>(int channel) => new MessageChannel<T, TCodec>(this, channel);

    public override OutgoingCall<TArguments, TResult> Call<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call) =>
        new UnaryCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(this, call);

    public override OutgoingServerStream<TArguments, TItem> ServerStream<TArguments, TArgumentsCodec, TItem, TItemCodec>(int call) =>
        new ServerStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec>(this, call);

    public override OutgoingClientStream<TArguments, TItem, TResult> ClientStream<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(int call) =>
        new ClientStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(this, call);

    public override OutgoingDuplex<TArguments, TSent, TReceived> Duplex<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(int call) =>
        new DuplexCall<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(this, call);

    public override OutgoingByteStream<TArguments, TResult> ByteStream<TArguments, TArgumentsCodec, TResult, TResultCodec>(int call) =>
        new ByteStreamCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(this, call);

    private async ValueTask<List<byte[]>> DispatchAsync(
        int call, byte[] arguments, List<byte[]> items, CancellationToken cancellationToken, CallSettings settings = default, IDuplexPipe? pipe = null)
    {
        var incoming = new Incoming(new PeerContext(sender) { Deadline = settings.Deadline }, items, pipe, settings.Progress, cancellationToken);
        await Dispatch(call, arguments, incoming);
        return incoming.Answers;
    }

    private ValueTask Dispatch(int call, byte[] arguments, Incoming incoming)
    {
        var reader = new PeerReader(arguments, PeerCodecLimits.Default);
        return service.DispatchCallAsync(call, ref reader, incoming);
    }

    private static byte[] Encode<T, TCodec>(in T value)
        where TCodec : struct, IPeerCodec<T>
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new PeerWriter(output);
        TCodec.Write(ref writer, value);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private static T Decode<T, TCodec>(byte[] bytes)
        where TCodec : struct, IPeerCodec<T>
    {
        var reader = new PeerReader(bytes, PeerCodecLimits.Default);
        return TCodec.Read(ref reader);
    }

    private static async ValueTask<List<byte[]>> EncodeAll<T, TCodec>(IAsyncEnumerable<T> items)
        where TCodec : struct, IPeerCodec<T>
    {
        List<byte[]> bytes = [];
        await foreach (T item in items)
            bytes.Add(Encode<T, TCodec>(item));
        return bytes;
    }

    private sealed class MessageChannel<T, TCodec>(Loopback<TContract> link, int channel) : IMessageChannel<T>
        where TCodec : struct, IPeerCodec<T>
    {
        public long UnconfirmedMessages => 0;

        public long DroppedMessages => 0;

        public ValueTask SendAsync(T message, CancellationToken cancellationToken = default) => link.DispatchMessage(channel, Encode<T, TCodec>(message));

        public ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;
    }

    private ValueTask DispatchMessage(int channel, byte[] message)
    {
        var reader = new PeerReader(message, PeerCodecLimits.Default);
        return service.DispatchMessageAsync(sender, channel, ref reader);
    }

    private sealed class UnaryCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(Loopback<TContract> link, int call) : OutgoingCall<TArguments, TResult>
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TResultCodec : struct, IPeerCodec<TResult>
    {
        public override ValueTask<TResult> InvokeAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken) =>
            Finish(Encode<TArguments, TArgumentsCodec>(arguments), settings, cancellationToken);

        public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, in CallSettings settings, CancellationToken cancellationToken) =>
            FinishWithoutResult(Encode<TArguments, TArgumentsCodec>(arguments), settings, cancellationToken);

        private async ValueTask<TResult> Finish(byte[] arguments, CallSettings settings, CancellationToken cancellationToken) =>
            Decode<TResult, TResultCodec>(Assert.Single(await link.DispatchAsync(call, arguments, [], cancellationToken, settings)));

        private async ValueTask FinishWithoutResult(byte[] arguments, CallSettings settings, CancellationToken cancellationToken) =>
            Assert.Empty(await link.DispatchAsync(call, arguments, [], cancellationToken, settings));
    }

    private sealed class ServerStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec>(Loopback<TContract> link, int call) : OutgoingServerStream<TArguments, TItem>
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TItemCodec : struct, IPeerCodec<TItem>
    {
        public override async IAsyncEnumerable<TItem> Invoke(TArguments arguments, CallSettings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (byte[] item in await link.DispatchAsync(call, Encode<TArguments, TArgumentsCodec>(arguments), [], cancellationToken))
                yield return Decode<TItem, TItemCodec>(item);
        }
    }

    private sealed class ClientStreamCall<TArguments, TArgumentsCodec, TItem, TItemCodec, TResult, TResultCodec>(Loopback<TContract> link, int call)
        : OutgoingClientStream<TArguments, TItem, TResult>
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TItemCodec : struct, IPeerCodec<TItem>
        where TResultCodec : struct, IPeerCodec<TResult>
    {
        public override ValueTask<TResult> InvokeAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken) =>
            Finish(Encode<TArguments, TArgumentsCodec>(arguments), items, cancellationToken);

        public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, IAsyncEnumerable<TItem> items, in CallSettings settings, CancellationToken cancellationToken) =>
            FinishWithoutResult(Encode<TArguments, TArgumentsCodec>(arguments), items, cancellationToken);

        private async ValueTask<TResult> Finish(byte[] arguments, IAsyncEnumerable<TItem> items, CancellationToken cancellationToken) =>
            Decode<TResult, TResultCodec>(Assert.Single(await link.DispatchAsync(call, arguments, await EncodeAll<TItem, TItemCodec>(items), cancellationToken)));

        private async ValueTask FinishWithoutResult(byte[] arguments, IAsyncEnumerable<TItem> items, CancellationToken cancellationToken) =>
            Assert.Empty(await link.DispatchAsync(call, arguments, await EncodeAll<TItem, TItemCodec>(items), cancellationToken));
    }

    private sealed class DuplexCall<TArguments, TArgumentsCodec, TSent, TSentCodec, TReceived, TReceivedCodec>(Loopback<TContract> link, int call)
        : OutgoingDuplex<TArguments, TSent, TReceived>
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TSentCodec : struct, IPeerCodec<TSent>
        where TReceivedCodec : struct, IPeerCodec<TReceived>
    {
        public override async IAsyncEnumerable<TReceived> Invoke(
            TArguments arguments, IAsyncEnumerable<TSent> items, CallSettings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (byte[] item in await link.DispatchAsync(call, Encode<TArguments, TArgumentsCodec>(arguments), await EncodeAll<TSent, TSentCodec>(items), cancellationToken, settings))
                yield return Decode<TReceived, TReceivedCodec>(item);
        }
    }

    private sealed class ByteStreamCall<TArguments, TArgumentsCodec, TResult, TResultCodec>(Loopback<TContract> link, int call) : OutgoingByteStream<TArguments, TResult>
        where TArgumentsCodec : struct, IPeerCodec<TArguments>
        where TResultCodec : struct, IPeerCodec<TResult>
    {
        public override ValueTask<TResult> InvokeAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken) =>
            Finish(Encode<TArguments, TArgumentsCodec>(arguments), bytes, settings, cancellationToken);

        public override ValueTask InvokeWithoutResultAsync(in TArguments arguments, IDuplexPipe bytes, in CallSettings settings, CancellationToken cancellationToken) =>
            FinishWithoutResult(Encode<TArguments, TArgumentsCodec>(arguments), bytes, settings, cancellationToken);

        private async ValueTask<TResult> Finish(byte[] arguments, IDuplexPipe bytes, CallSettings settings, CancellationToken cancellationToken) =>
            Decode<TResult, TResultCodec>(Assert.Single(await link.DispatchAsync(call, arguments, [], cancellationToken, settings, bytes)));

        private async ValueTask FinishWithoutResult(byte[] arguments, IDuplexPipe bytes, CallSettings settings, CancellationToken cancellationToken) =>
            Assert.Empty(await link.DispatchAsync(call, arguments, [], cancellationToken, settings, bytes));
    }

    private sealed class Reporter<T, TCodec>(CallProgress? target) : IProgress<T>
        where TCodec : struct, IPeerCodec<T>
    {
        public void Report(T value)
        {
            var reader = new PeerReader(Encode<T, TCodec>(value), PeerCodecLimits.Default);
            target?.Report(ref reader);
        }
    }

    private sealed class Incoming(PeerContext context, List<byte[]> items, IDuplexPipe? pipe, CallProgress? progress, CancellationToken cancellationToken) : IncomingCall
    {
        public List<byte[]> Answers { get; private set; } = [];

        public override PeerContext Context => context;

        public override CancellationToken CancellationToken => cancellationToken;

        public override async ValueTask RespondAsync<TResult, TCodec>(ValueTask<TResult> result) => Answers.Add(Encode<TResult, TCodec>(await result));

        public override ValueTask RespondAsync(ValueTask completion) => completion;

        public override async ValueTask RespondAsync<TItem, TCodec>(IAsyncEnumerable<TItem> items) => Answers = await EncodeAll<TItem, TCodec>(items);

        public override IProgress<T> GetProgress<T, TCodec>() => new Reporter<T, TCodec>(progress);

        /// <summary>What the caller gives is what the method reads, and what the method writes is what the caller takes.</summary>
        public override IDuplexPipe GetPipe() => pipe!;

        public override ValueTask FailAsync(Exception failure) => ValueTask.FromException(failure);

        public override async IAsyncEnumerable<TItem> ReadItems<TItem, TCodec>()
        {
            foreach (byte[] item in items)
            {
                await Task.Yield();
                yield return Decode<TItem, TCodec>(item);
            }
        }
    }
}
