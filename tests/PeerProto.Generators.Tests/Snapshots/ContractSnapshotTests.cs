using PeerProto.Generators.Tests.Harness;

namespace PeerProto.Generators.Tests.Snapshots;

public sealed class ContractSnapshotTests
{
    [Fact]
    public void Whiteboard() => Snapshot.Match(GeneratorRun.Of(Sources.Whiteboard).AssertCompiles().Files);

    [Fact]
    public void EveryKindOfCall() => Snapshot.Match(GeneratorRun.Of(Sources.Notes).AssertCompiles().Files);

    [Fact]
    public void ChannelsOnly() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;

        [PeerContract("cursors", Version = 2)]
        internal partial interface Cursors
        {
            [Channel(9, Delivery = Delivery.BestEffort)] IMessageChannel<byte[]> Moves { get; }
            [Channel(4, Delivery = Delivery.LatestOnly)] IMessageChannel<System.DayOfWeek> @event { get; }
        }
        """).AssertCompiles().Files);

    [Fact]
    public void NothingAtAll() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;

        namespace Demo.@namespace;

        [PeerContract("nothing")]
        internal partial interface INothing;
        """).AssertCompiles().Files);

    [Fact]
    public void BorrowedChannel() => Snapshot.Match(GeneratorRun.Of(
        """
        using PeerProto;
        namespace Demo;

        [PeerMessage(View = true)]
        internal readonly partial record struct Sample([Member(0)] double Value);

        [PeerContract("meter")]
        internal partial interface IMeter
        {
            [Channel(1, Borrowed = true)] IMessageChannel<Sample> Samples { get; }
        }
        """).AssertCompiles().Files);

    [Fact]
    public void Permissions() => Snapshot.Match(GeneratorRun.Of(
        """
        using System.IO.Pipelines;
        using System.Threading.Tasks;
        using PeerProto;
        namespace Demo;

        [PeerContract("album")]
        internal partial interface IAlbum
        {
            [Call(1)] ValueTask ListAsync();
            [Requires("delete \"all\""), Call(2, Concurrency = 1)] ValueTask DeleteAsync(string name);
            [Requires("comment"), Channel(3)] IMessageChannel<string> Comments { get; }
            [Requires("store"), Stream(4)] ValueTask StoreAsync(IDuplexPipe bytes);
        }
        """).AssertCompiles().Files);
}
