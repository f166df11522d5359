using PeerProto.CompilerServices;
using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

/// <summary>Calls whose contract allows eight bytes: a text of seven letters, or arguments that come to as much.</summary>
public sealed class MaximumSizeTests
{
    private const int Repeat = 21;
    private const int RepeatMany = 22;

    [Fact]
    public async Task EverythingIsAsLargeAsTheContractAllows_ItPasses()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        Collector<string> reports = new();

        Assert.Equal("abcde", await peer.Contract.RepeatAsync("abcde", 1, null, default).Guarded());
        Assert.Equal("aaaaaaa", await peer.Contract.RepeatAsync("a", 7, new Reported(reports), default).Guarded());
        Assert.Equal("aaaaaaa", await reports.NextAsync());
        await using IAsyncEnumerator<string> items = peer.Contract.RepeatManyAsync(1, Texts("abcdefg"), default).GetAsyncEnumerator();
        Assert.Equal("abcdefg", await items.NextAsync());
        Assert.False(await items.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task ArgumentsAreTooLarge_TheCallIsNotSent()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        PeerEncodeException failure = await Assert.ThrowsAsync<PeerEncodeException>(() => peer.Contract.RepeatAsync("abcdef", 1, null, default).Guarded());

        Assert.Contains("MaxSize", failure.Message, StringComparison.Ordinal);
        Assert.Equal("abc", await peer.Contract.RepeatAsync("abc", 1, null, default).Guarded());
    }

    [Fact]
    public async Task ResultIsTooLarge_TheCallerIsTold()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());

        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => peer.Contract.RepeatAsync("a", 8, null, default).Guarded());

        Assert.Equal(RemoteErrorCode.ResultTooLarge, failure.Code);
    }

    [Fact]
    public async Task ItemOfTheCalledSideIsTooLarge_TheCallerIsTold()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        await using IAsyncEnumerator<string> items = peer.Contract.RepeatManyAsync(2, Texts("abc", "abcd"), default).GetAsyncEnumerator();

        Assert.Equal("abcabc", await items.NextAsync());
        PeerRemoteException failure = await Assert.ThrowsAsync<PeerRemoteException>(() => items.MoveNextAsync().Guarded());

        Assert.Equal(RemoteErrorCode.ResultTooLarge, failure.Code);
    }

    [Fact]
    public async Task ItemOfTheCallerIsTooLarge_TheCallEndsWithItsFailure()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService());
        await using IAsyncEnumerator<string> items = peer.Contract.RepeatManyAsync(1, Texts("abcdefgh"), default).GetAsyncEnumerator();

        await Assert.ThrowsAsync<PeerEncodeException>(() => items.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task LargerArgumentsThanTheContractAllowsCome_TheyAreNotDecoded()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using RawPeer raw = await ConnectAsync(world, session);
        CallDescriptor unlimited = new(Repeat, "RepeatAsync", CallKind.Unary);

        raw.Machine.OpenCall<TestContractDescriptor.RepeatArguments, TestContractDescriptor.RepeatArguments.PeerCodec>(unlimited, new("abcdef", 1));

        await AssertMalformedAsync(raw);
    }

    [Fact]
    public async Task LargerItemThanTheContractAllowsComes_ItIsNotDecoded()
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using RawPeer raw = await ConnectAsync(world, session);
        CallDescriptor unlimited = new(RepeatMany, "RepeatManyAsync", CallKind.Duplex);

        CallState call = raw.Machine.OpenCall<TestContractDescriptor.RepeatManyArguments, TestContractDescriptor.RepeatManyArguments.PeerCodec>(unlimited, new(1));
        Assert.True(raw.Machine.TryWriteMessage<string, StringCodec>(call.Outbound!, "abcdefgh"));

        await AssertMalformedAsync(raw);
    }

    [Theory]
    [InlineData(0x21)]
    [InlineData(0x28)]
    public async Task LargerResultOrReportThanTheContractAllowsComes_ItIsNotDecoded(byte frame)
    {
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync();
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = session.PeersAsync().GetAsyncEnumerator();
        await using RawPeer raw = await ConnectAsync(world, session);
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        Collector<string> reports = new();
        Task<string> result = peer.Contract.RepeatAsync("a", 1, new Reported(reports), default).AsTask();
        CallState call = (await raw.NextAsync())!.Value.Call!;

        await raw.WriteAsync([11, frame, (byte)call.Id, 0xa8, .. "abcdefgh"u8]);

        PeerDecodeException failure = await Assert.ThrowsAsync<PeerDecodeException>(() => result.Guarded());
        Assert.Contains("9 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, reports.Count);
    }

    private static async Task AssertMalformedAsync(RawPeer raw)
    {
        ConnectionEvent answer;
        do
            answer = (await raw.NextAsync())!.Value;
        while (answer.Kind != ConnectionEventKind.FailureReceived);
        Assert.Equal(RemoteErrorCode.Malformed, answer.Failure!.Code);
        Assert.Contains("9 bytes", answer.Failure.Text, StringComparison.Ordinal);
    }

    private static async Task<RawPeer> ConnectAsync(TestWorld world, PeerSession<ITestContract> session)
    {
        RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        return raw;
    }

    private static async IAsyncEnumerable<string> Texts(params string[] texts)
    {
        foreach (string text in texts)
        {
            await Task.Yield();
            yield return text;
        }
    }

    private sealed class Reported(Collector<string> reports) : IProgress<string>
    {
        public void Report(string value) => reports.Add(value);
    }
}
