using System.IO.Pipelines;

namespace PeerProto.Testing.Tests.Chaos;

/// <summary>One of everything that can carry data.</summary>
[PeerContract("chaos")]
public partial interface IChaos
{
    [Channel(1)] IMessageChannel<Tagged> Ordered { get; }

    [Channel(2, Delivery = Delivery.ReliableUnordered, Concurrency = 4)] IMessageChannel<Tagged> Unordered { get; }

    [Channel(3, Priority = Priority.Low)] IMessageChannel<Tagged> Bulk { get; }

    [Channel(4, Priority = Priority.High, Overflow = Overflow.Fail, MaximumWaiting = 32)] IMessageChannel<Tagged> Orders { get; }

#pragma warning disable PEER0010 // no transport of today loses messages; what the ends drop is what is tested
    [Channel(5, Delivery = Delivery.LatestOnly)] IMessageChannel<Tagged> Latest { get; }

    [Channel(6, Delivery = Delivery.BestEffort, Overflow = Overflow.DropOldest, MaximumWaiting = 8, TimeToLiveMilliseconds = 500)] IMessageChannel<Tagged> Samples { get; }

    [Channel(7, Delivery = Delivery.Sequenced, Overflow = Overflow.DropNewest, MaximumWaiting = 8)] IMessageChannel<Tagged> Steps { get; }
#pragma warning restore PEER0010

    /// <summary>Sent to everyone at once; its order is one for all of the sender's peers.</summary>
    [Channel(8)] IMessageChannel<Tagged> Shouts { get; }

    [Call(20)] ValueTask<byte[]> EchoAsync(byte[] bytes, int delayMilliseconds, CancellationToken cancellationToken);

    [Call(21)] IAsyncEnumerable<byte[]> CountAsync(int count, int size, int delayMilliseconds, CancellationToken cancellationToken);

    [Call(22)] ValueTask<long> SumAsync(IAsyncEnumerable<byte[]> numbers, CancellationToken cancellationToken);

    [Call(23)] IAsyncEnumerable<byte[]> TalkAsync(IAsyncEnumerable<byte[]> numbers, CancellationToken cancellationToken);

    [Stream(25)] ValueTask<long> PourAsync(Pour there, Pour back, IDuplexPipe bytes, CancellationToken cancellationToken);

    [Call(24, DeadlineMilliseconds = 3000)] ValueTask<int> HurryAsync(int delayMilliseconds, CancellationToken cancellationToken);
}
