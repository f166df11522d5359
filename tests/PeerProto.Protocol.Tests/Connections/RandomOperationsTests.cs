using PeerProto.Protocol.Calls;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Tests.Simulation;

namespace PeerProto.Protocol.Tests.Connections;

/// <summary>Random lists of operations on both sides: nothing is lost, doubled or reordered, every call ends once, and all output drains.</summary>
public sealed class RandomOperationsTests
{
    private const int Seeds = 1_000;
    private const int SoakSeeds = 100_000;

    [Fact]
    public void AnyOperations_NothingIsLostAndEveryCallEndsOnce()
    {
        int seeds = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? SoakSeeds : Seeds;
        for (int seed = 0; seed < seeds; seed++)
        {
            try
            {
                Run(seed);
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {error}");
            }
        }
    }

    private static void Run(int seed)
    {
        Random random = new(seed);
        ProtocolLimits limits = new()
        {
            ChannelWindowMessages = random.Next(1, 20),
            ChannelWindowBytes = random.Next(1, 200),
            StreamWindowMessages = random.Next(1, 6),
            StreamWindowBytes = random.Next(1, 30),
            MaximumConcurrentCalls = random.Next(1, 5),
            ConnectionWindowMessages = random.Next(1, 60),
            ConnectionWindowBytes = random.Next(1, 600),
        };
        if (random.Next(3) == 0)
            limits = limits with { ChannelWindowBytes = random.Next(1, 200_000), ConnectionWindowBytes = random.Next(1, 200_000) }; // several wait in fragments at a time
        using SimulatedPair pair = SimulatedPair.Ready(limits, seed: seed);
        pair.Larger.TakesRuns = true;
        Side smaller = new(pair.Smaller, pair.Larger);
        Side larger = new(pair.Larger, pair.Smaller);
        int operations = random.Next(10, 120);
        for (int i = 0; i < operations; i++)
        {
            (random.Next(2) == 0 ? smaller : larger).DoSomething(random);
            if (random.Next(3) == 0)
                pair.RunFor(TimeSpan.FromMilliseconds(random.Next(0, 4)));
            if (random.Next(200) == 0)
                pair.RunFor(TimeSpan.FromSeconds(random.Next(1, 20)));
        }

        for (int i = 0; i < 1000 && !(smaller.IsIdle && larger.IsIdle); i++)
        {
            smaller.FinishSomething();
            larger.FinishSomething();
            pair.RunFor(TimeSpan.FromMilliseconds(30));
        }

        pair.RunFor(TimeSpan.FromMilliseconds(30));
        Assert.Equal(ConnectionPhase.Ready, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Ready, pair.Larger.Machine.Phase);
        smaller.Check();
        larger.Check();

        (random.Next(2) == 0 ? pair.Smaller : pair.Larger).Machine.Close(CloseCode.None, "", pair.Now);
        pair.Settle();
        Assert.Equal(ConnectionPhase.Closed, pair.Smaller.Machine.Phase);
        Assert.Equal(ConnectionPhase.Closed, pair.Larger.Machine.Phase);
        Assert.Equal((0, 0), (pair.Smaller.Machine.PendingOutputBytes, pair.Larger.Machine.PendingOutputBytes));
        Assert.Equal((0, 0), (pair.Smaller.ArrivedBytes, pair.Larger.ArrivedBytes));
    }

    private sealed class Side(SimulatedPeer peer, SimulatedPeer other)
    {
        private readonly List<int> _numbers = [];
        private readonly List<string> _texts = [];
        private readonly Dictionary<CallRecord, List<int>> _items = [];

        public bool IsIdle =>
            peer.Outgoing.All(call => call.State.IsEnded) && peer.Incoming.All(call => call.State.IsEnded)
            && peer.Machine.UnconfirmedMessages == 0;

        public void DoSomething(Random random)
        {
            switch (random.Next(12))
            {
                case 0 or 1:
                    if (peer.TrySendNumber(_numbers.Count))
                        _numbers.Add(_numbers.Count);
                    break;
                case 2:
                    string text = new('t', random.Next(10) == 0 ? random.Next(50_000) : random.Next(150)); // some travel in fragments
                    if (peer.TrySendText(text))
                        _texts.Add(text);
                    break;
                case 3:
                    if (peer.Machine.CanOpenCall)
                        peer.Call(SampleContract.Instance.Calls[random.Next(3)], random.Next(), random.Next(4) == 0 ? random.Next(80_000) : 0);
                    break;
                case 4 or 5:
                    if (Pick(random, All.Where(call => call.State.Outbound is not null)) is { } sending)
                        SendItem(sending, random.Next());
                    break;
                case 6:
                    if (Pick(random, All.Where(call => call.State.Outbound is not null)) is { } ending)
                        peer.Machine.WriteEnd(ending.State);
                    break;
                case 7:
                    if (Pick(random, peer.Incoming) is { } answered)
                        Finish(answered, random.Next(3) == 0);
                    break;
                case 8:
                    if (random.Next(3) == 0 && Pick(random, peer.Outgoing) is { } cancelled)
                        peer.Machine.CancelCall(cancelled.State);
                    break;
                case 9:
                    peer.Consumes = !peer.Consumes;
                    break;
                case 10:
                    peer.ConsumeHeld(random.Next(1, 5));
                    break;
                default:
                    peer.Machine.RequestAcknowledgement(random.Next(2) == 0 ? null : peer.TextsOut);
                    break;
            }
        }

        /// <summary>Lets everything come to its end: consumes, ends its streams, answers.</summary>
        public void FinishSomething()
        {
            peer.Consumes = true;
            peer.ConsumeHeld();
            foreach (CallRecord call in peer.Outgoing.Where(call => call.State.Outbound is not null))
                peer.Machine.WriteEnd(call.State);
            foreach (CallRecord call in peer.Incoming.Where(call => call.State.Inbound is null || call.ItemsEnded || call.CancelSeen))
                Finish(call, fails: false);
        }

        public void Check()
        {
            Assert.Equal(_numbers, other.Numbers);
            Assert.Equal(_texts, other.Texts);
            Assert.Equal(0UL, peer.Machine.UnconfirmedMessages);
            // Long arguments come after short ones that began later; those of a call that was cancelled meanwhile do not count.
            Dictionary<ulong, CallRecord> came = other.Incoming.ToDictionary(call => call.State.Id);
            Assert.Subset(peer.Outgoing.Select(call => call.State.Id).ToHashSet(), came.Keys.ToHashSet());
            Assert.All(peer.Outgoing, call => Assert.True(came.TryGetValue(call.State.Id, out CallRecord? twin) ? call.Argument == twin.Argument : call.State.IsCancelled));
            Assert.All(peer.Outgoing, call => Assert.Equal(1, call.Ends));
            Assert.All(peer.Outgoing, call => Assert.Equal(1, (call.Result is null ? 0 : 1) + (call.Failure is null ? 0 : 1) + (call.ItemsEnded ? 1 : 0)));
            foreach ((CallRecord call, List<int> sent) in _items)
            {
                CallRecord? twin = call.State.IsOutgoing ? came.GetValueOrDefault(call.State.Id) : other.Outgoing.Single(outgoing => outgoing.State.Id == call.State.Id);
                if (twin is null)
                    continue;
                bool isWhole = !twin.State.IsCancelled && twin.ItemsEnded;
                Assert.True(twin.Items.Count <= sent.Count);
                Assert.Equal(isWhole ? sent : sent.Take(twin.Items.Count), twin.Items);
            }
        }

        private IEnumerable<CallRecord> All => peer.Outgoing.Concat(peer.Incoming);

        private void SendItem(CallRecord call, int item)
        {
            if (!peer.TrySendItem(call, item))
                return;
            if (!_items.TryGetValue(call, out List<int>? sent))
                _items.Add(call, sent = []);
            sent.Add(item);
        }

        private void Finish(CallRecord call, bool fails)
        {
            if (fails)
                peer.Machine.WriteFailure(call.State, new CallFailure(RemoteErrorCode.Failed, 1, "no"));
            else if (call.State.Outbound is not null)
                peer.Machine.WriteEnd(call.State);
            else
                peer.Answer(call, 1);
        }

        private static CallRecord? Pick(Random random, IEnumerable<CallRecord> calls)
        {
            CallRecord[] all = [.. calls];
            return all.Length == 0 ? null : all[random.Next(all.Length)];
        }
    }
}
