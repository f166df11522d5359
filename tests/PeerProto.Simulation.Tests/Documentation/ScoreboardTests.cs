namespace PeerProto.Testing.Tests.Documentation;

public sealed class ScoreboardTests
{
    [Fact]
    public void GoalsOverABadLink_AllCount()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Simulation simulation = new(seed) { Impairment = LinkImpairment.Mobile with { Loss = 0.1 } };
            Scoreboard board = new();
            PeerSession<IScoreboard> field = simulation.Run(() => simulation.AddPeer("field").StartSessionAsync<IScoreboard>(new Scoreboard()));
            simulation.Run(() => simulation.AddPeer("board").StartSessionAsync<IScoreboard>(board));
            simulation.RunUntil(() => field.Peers.Count == 1, TimeSpan.FromMinutes(1));

            simulation.Run(async () =>
            {
                for (int i = 0; i < 100; i++)
                    await field.Everyone.Goals.SendAsync(1);
                await field.FlushAsync();
                Assert.Equal(100, await field.Peers[0].Contract.GetScoreAsync(default));
            });
        }
    }

    [Fact]
    public void BoardThatWasOff_IsFoundAgain()
    {
        Simulation simulation = new(seed: 1);
        SimulatedPeer board = simulation.AddPeer("board");
        PeerSession<IScoreboard> field = simulation.Run(() => simulation.AddPeer("field").StartSessionAsync<IScoreboard>(new Scoreboard()));
        simulation.Run(() => board.StartSessionAsync<IScoreboard>(new Scoreboard()));
        simulation.RunUntil(() => field.Peers.Count == 1, TimeSpan.FromMinutes(1));

        board.PowerOff();
        simulation.RunUntil(() => field.Peers.Count == 0, TimeSpan.FromSeconds(15));
        board.Restart();
        simulation.Run(() => board.StartSessionAsync<IScoreboard>(new Scoreboard()));

        simulation.RunUntil(() => field.Peers.Count == 1, TimeSpan.FromMinutes(1));
    }
}
