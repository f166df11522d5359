namespace PeerProto.Testing.Tests;

public sealed class SimulationTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void TwoSessions_FindEachOtherAndTalk()
    {
        Simulation simulation = new(seed: 1);
        Chat bens = new();
        PeerSession<IChat> ana = simulation.Run(() => simulation.AddPeer("ana").StartSessionAsync<IChat>(new Chat()));
        PeerSession<IChat> ben = simulation.Run(() => simulation.AddPeer("ben").StartSessionAsync<IChat>(bens));

        simulation.RunUntil(() => ana.Peers.Count == 1 && ben.Peers.Count == 1, Minute);
        simulation.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
                await ana.Everyone.Lines.SendAsync($"line {i}");
            await ana.FlushAsync();
            Assert.Equal(100, await ana.Peers[0].Contract.CountLinesAsync(default));
            List<string> last = [];
            await foreach (string line in ana.Peers[0].Contract.ReplayAsync(98, default))
                last.Add(line);
            Assert.Equal(["ana: line 98", "ana: line 99"], last);
            await ana.DisposeAsync();
            await ben.DisposeAsync();
        });

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"ana: line {i}"), bens.Received);
    }

    [Fact]
    public void Time_PassesOnlyAsFarAsTold()
    {
        Simulation simulation = new(seed: 1);
        simulation.RunFor(TimeSpan.FromDays(2));

        Assert.Equal(TimeSpan.FromDays(2), simulation.Elapsed);
        simulation.Run(() => Task.Delay(TimeSpan.FromHours(3), simulation.TimeProvider), limit: TimeSpan.FromHours(4));
        Assert.Equal(TimeSpan.FromHours(51), simulation.Elapsed);
    }

    [Fact]
    public void Timers_CallBackInTheOrderTheyAreDue()
    {
        Simulation simulation = new(seed: 1);
        List<int> called = [];
        using ITimer second = simulation.TimeProvider.CreateTimer(_ => called.Add(2), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using ITimer first = simulation.TimeProvider.CreateTimer(_ => called.Add(1), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        using ITimer never = simulation.TimeProvider.CreateTimer(_ => called.Add(3), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        simulation.RunFor(TimeSpan.FromSeconds(4));

        Assert.Equal([1, 2, 1], called);
    }

    [Fact]
    public void WaitThatNothingCanEnd_IsToldAtOnceWithTheSeed()
    {
        Simulation simulation = new(seed: 4711);
        SimulationException stuck = Assert.Throws<SimulationException>(() => simulation.Run(() => new TaskCompletionSource().Task));

        Assert.Equal(4711, stuck.Seed);
        Assert.Contains("nothing is left that could happen", stuck.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConditionThatDoesNotComeAbout_EndsWithItsVirtualTime()
    {
        Simulation simulation = new(seed: 1);
        using ITimer ticking = simulation.TimeProvider.CreateTimer(static _ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        SimulationException late = Assert.Throws<SimulationException>(() => simulation.RunUntil(static () => false, Minute));

        Assert.Contains("did not come about within 00:01:00", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkThatLeavesTheThread_IsFoundOut()
    {
        Simulation simulation = new(seed: 1);
        SimulationException escaped = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            TaskCompletionSource elsewhere = new();
            Task waiting = WaitAsync(elsewhere.Task); // before that has ended, since what has ended already is no reason to leave
            Thread other = new(elsewhere.SetResult);
            other.Start();
            other.Join();
            await waiting;
            await Task.Yield();
        }));

        Assert.Contains("left the simulation's thread", escaped.Message, StringComparison.Ordinal);

        static async Task WaitAsync(Task elsewhere) => await elsewhere;
    }

    [Fact]
    public void TaskThatNeverLetsTimePass_IsFoundOut()
    {
        Simulation simulation = new(seed: 1);
        SimulationException spinning = Assert.Throws<SimulationException>(() => simulation.Run(async () =>
        {
            while (true)
                await Task.Yield();
        }));

        Assert.Contains("a million tasks ran without time passing", spinning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailureOfTheWork_ComesOutAsItIs() =>
        Assert.Throws<FormatException>(() => new Simulation(seed: 1).Run(static () => Task.FromException(new FormatException())));

    [Fact]
    public void LinkOfTwoPeers_IsTheSameFromBothEnds()
    {
        Simulation simulation = new(seed: 1);
        SimulatedPeer ana = simulation.AddPeer("ana");
        SimulatedPeer ben = simulation.AddPeer("ben");

        Assert.Same(simulation.Link(ana, ben), simulation.Link(ben, ana));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Link(ana, ben).Impairment = new LinkImpairment { Loss = 2 });
    }
}
