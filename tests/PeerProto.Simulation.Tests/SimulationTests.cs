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
}
