using System.IO.Pipelines;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Authorization;

/// <summary>A call of each kind and a channel for which a peer needs permission, and one of each for which it needs none.</summary>
[PeerContract("guarded-test")]
public partial interface IGuardedContract
{
    [Channel(1)] IMessageChannel<Note> Free { get; }

    [Requires("write"), Channel(2)] IMessageChannel<Note> Held { get; }

    [Call(3)] ValueTask<int> AskAsync(int what, CancellationToken cancellationToken);

    [Requires("ask"), Call(4)] ValueTask<int> AskCloselyAsync(Note what, CancellationToken cancellationToken);

    [Requires("ask"), Call(5)] IAsyncEnumerable<int> WatchAsync(int count, CancellationToken cancellationToken);

    [Requires("ask"), Call(6)] ValueTask<long> SumAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    [Requires("ask"), Call(7)] IAsyncEnumerable<int> TalkAsync(IAsyncEnumerable<int> numbers, CancellationToken cancellationToken);

    [Requires("ask"), Stream(8)] ValueTask<long> CarryAsync(IDuplexPipe bytes, CancellationToken cancellationToken);
}
