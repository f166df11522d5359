using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Calls;

public sealed class ProgressTests
{
    [Fact]
    public async Task MethodReports_TheCallerHearsAllInOrderBeforeTheResult()
    {
        await using TestWorld world = new();
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService { Work = (_, steps, progress, _) => ReportAll(steps, progress) });
        Recorder heard = new();

        Assert.Equal(100, await peer.Contract.WorkAsync(100, heard, default).Guarded());

        Assert.Equal(Enumerable.Range(0, 100), heard.Numbers);
        Assert.Equal(5, await peer.Contract.WorkAsync(5, null, default).Guarded());
        Assert.Equal(100, heard.Numbers.Count);
    }

    [Fact]
    public async Task LinkIsFull_TheMethodGoesOnAndTheNewestReportComesBeforeTheResult()
    {
        const int reports = 400;
        await using TestWorld world = new();
        PeerSession<ITestContract> session = await world.StartAsync(new TestService { Work = (_, steps, progress, _) => ReportLarge(steps, progress) });
        await using RawPeer raw = await RawPeer.ConnectAsync(new MemoryTransport(world.Network), session.LocalEndpoints[0], RawPeer.CreateHello(RawPeer.CreateId(1)));
        await raw.JoinAsync();
        raw.Machine.OpenCall<TestContractDescriptor.WorkArguments, TestContractDescriptor.WorkArguments.PeerCodec>(
            TestContractDescriptor.Instance.Calls.Single(call => call.Name == "WorkAsync"), new TestContractDescriptor.WorkArguments(reports));
        await raw.WriteAsync();

        List<int> heard = [];
        while (await raw.NextAsync() is { } change && change.Kind != ConnectionEventKind.ResultReceived)
        {
            Assert.Equal(ConnectionEventKind.ProgressReceived, change.Kind);
            CompilerServices.PeerReader reader = new(change.Payload, CompilerServices.PeerCodecLimits.Default);
            heard.Add(Note.PeerCodec.Read(ref reader).Number);
        }

        Assert.Equal(reports - 1, heard[^1]);
        Assert.True(heard.Count < reports, "No report gave its place to a newer one.");
        Assert.Equal(heard.Order(), heard);

        static ValueTask<int> ReportLarge(int steps, IProgress<Note> progress)
        {
            string text = new('x', 16_000);
            for (int i = 0; i < steps; i++)
                progress.Report(new Note(text, i));
            return new ValueTask<int>(steps);
        }
    }

    [Fact]
    public async Task ReceiverOfReportsThrows_TheCallGoesOnAndTheLogSaysSo()
    {
        await using TestWorld world = new();
        TestLog log = new();
        PeerSession<ITestContract> far = await world.StartAsync(new TestService { Work = (_, steps, progress, _) => ReportAll(steps, progress) });
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.LoggerFactory = log);
        Peer<ITestContract> peer = await near.ConnectAsync(far.LocalEndpoints[0]).Guarded();

        Assert.Equal(2, await peer.Contract.WorkAsync(2, new Thrower(), default).Guarded());

        Assert.Contains("WorkAsync", (await log.WhenAsync(1108)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportIsTooLargeForTheCaller_TheMethodHearsOfIt()
    {
        await using TestWorld world = new();
        TestService far = new()
        {
            Work = (_, _, progress, _) =>
            {
                Assert.Throws<PeerEncodeException>(() => progress.Report(new Note(new string('x', 5000), 0)));
                return new ValueTask<int>(1);
            },
        };
        PeerSession<ITestContract> farSession = await world.StartAsync(far);
        PeerSession<ITestContract> near = await world.StartAsync(configure: options => options.Limits = new ProtocolLimits { MaximumMessageBytes = 1000 });
        Peer<ITestContract> peer = await near.ConnectAsync(farSession.LocalEndpoints[0]).Guarded();

        Assert.Equal(1, await peer.Contract.WorkAsync(1, new Recorder(), default).Guarded());
    }

    [Fact]
    public async Task ReportsAfterTheAnswer_HaveNoEffect()
    {
        await using TestWorld world = new();
        TaskCompletionSource<IProgress<Note>> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer<ITestContract> peer = await world.ConnectAsync(new TestService
        {
            Work = (_, steps, progress, _) =>
            {
                kept.TrySetResult(progress);
                return new ValueTask<int>(steps);
            },
        });
        Recorder heard = new();
        Assert.Equal(1, await peer.Contract.WorkAsync(1, heard, default).Guarded());

        (await kept.Task.Guarded()).Report(new Note("late", 1));

        Assert.Equal(2, await peer.Contract.WorkAsync(2, heard, default).Guarded());
        Assert.Empty(heard.Numbers);
    }

    private static async ValueTask<int> ReportAll(int steps, IProgress<Note> progress)
    {
        for (int i = 0; i < steps; i++)
        {
            progress.Report(new Note("step", i));
            if (i % 10 == 0)
                await Task.Yield();
        }

        return steps;
    }

    private sealed class Recorder : IProgress<Note>
    {
        public List<int> Numbers { get; } = [];

        public void Report(Note value) => Numbers.Add(value.Number);
    }

    private sealed class Thrower : IProgress<Note>
    {
        public void Report(Note value) => throw new InvalidOperationException("a fault of the receiver");
    }
}
