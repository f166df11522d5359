using PeerProto.CompilerServices;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>Channels to nobody that note what they are told.</summary>
internal sealed class TestEveryone : EveryoneLink
{
    /// <summary>What was sent and enqueued, in order.</summary>
    public List<string> Log { get; } = [];

    public override EveryoneChannel<T> Channel<T, TCodec>(int channel) => new LoggingChannel<T>(channel, Log);

    private sealed class LoggingChannel<T>(int channel, List<string> log) : EveryoneChannel<T>
    {
        public override ValueTask SendAsync(T message, CancellationToken cancellationToken = default)
        {
            log.Add($"{channel} sent {message}");
            return default;
        }

        public override long DroppedMessages => 0;

        public override ValueTask FlushAsync(CancellationToken cancellationToken = default) => default;

        public override IAsyncEnumerable<ReceivedMessage<T>> ReadAllAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public override ValueTask EnqueueAsync(Peer from, T message)
        {
            log.Add($"{channel} enqueued {message} from {from}");
            return default;
        }
    }
}
