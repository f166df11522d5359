using System.IO.Pipelines;
using PeerProto.Benchmarks.Messages;

namespace PeerProto.Benchmarks.Link.Rows;

[PeerContract("link-benchmark", Version = 1)]
internal partial interface ILinkContract
{
    [Channel(1)] IMessageChannel<SmallMessage> Messages { get; }

    [Call(2)] ValueTask<SmallMessage> EchoAsync(SmallMessage message, CancellationToken cancellationToken);

    [Call(3)] ValueTask<long> UploadAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, CancellationToken cancellationToken);

    [Channel(4, Borrowed = true)] IMessageChannel<FanOutMessage> News { get; }

    [Stream(5)] Task CarryAsync(IDuplexPipe bytes, CancellationToken cancellationToken);
}
