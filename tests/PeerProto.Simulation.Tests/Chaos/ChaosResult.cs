namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What came of a seed.</summary>
internal sealed class ChaosResult
{
    public ChaosResult(int seed, ChaosLedger ledger, Simulation simulation)
    {
        Seed = seed;
        Hash = simulation.Trace.Hash;
        Failures = ledger.Failures;
        Messages = ledger.Received;
        Calls = ledger.CallsEndedWell;
        Elapsed = simulation.Elapsed;
        Counters = simulation.Counters;
        Trace = ledger.Failures.Count == 0 ? "" : simulation.Trace.Tail(200);
    }

    public int Seed { get; }

    public ulong Hash { get; }

    public IReadOnlyList<string> Failures { get; }

    public int Messages { get; }

    public int Calls { get; }

    public TimeSpan Elapsed { get; }

    public SimulationCounters Counters { get; }

    public string Trace { get; }

    public override string ToString() =>
        $"seed {Seed}: {Messages} messages, {Calls} calls, {Elapsed:mm\\:ss}, {Counters.Packets} packets, {Counters.Tasks} tasks, hash {Hash:x16}"
        + string.Concat(Failures.Select(failure => $"{Environment.NewLine}  {failure}"))
        + (Environment.GetEnvironmentVariable("PEERPROTO_CHAOS_TRACE") == "1" ? Environment.NewLine + Trace : "");
}
