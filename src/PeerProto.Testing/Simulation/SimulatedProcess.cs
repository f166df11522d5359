namespace PeerProto.Testing;

/// <summary>The app on a simulated peer, from its start to its end: its tasks and timers, and what the system keeps for it.</summary>
internal sealed class SimulatedProcess
{
    public SimulatedProcess(SimulatedPeer peer, Simulation simulation)
    {
        Peer = peer;
        Simulation = simulation;
        Scheduler = new SimulatedScheduler(simulation.Line);
        Time = new SimulatedTime(simulation.Clock, Scheduler);
    }

    public SimulatedPeer Peer { get; }

    public Simulation Simulation { get; }

    public SimulatedScheduler Scheduler { get; }

    public SimulatedTime Time { get; }

    public Dictionary<int, SimulatedListener> Listeners { get; } = [];

    public Dictionary<(long Number, bool IsOpener), SimulatedConnection> Connections { get; } = [];

    /// <summary>Ends everything.</summary>
    /// <param name="tellsOthers">Whether the system lives on and resets the links.</param>
    public void Kill(bool tellsOthers)
    {
        Scheduler.Kill();
        Listeners.Clear();
        foreach (SimulatedConnection connection in Connections.Values.ToArray())
        {
            if (tellsOthers)
                connection.Abort();
            else
                connection.Vanish(new IOException("The process has ended."));
        }

        Simulation.Services.Forget(this);
    }
}
