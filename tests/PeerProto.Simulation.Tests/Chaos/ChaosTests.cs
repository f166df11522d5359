using System.Globalization;

namespace PeerProto.Testing.Tests.Chaos;

public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int QuickSeeds = 200;
    private const int FaultySeeds = 3;
    private const int SoakSeeds = 10_000;

    private static bool IsSoak => Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1";

    [Fact]
    public void SeedsInARow_KeepEveryPromise()
    {
        int first = int.Parse(Environment.GetEnvironmentVariable("PEERPROTO_CHAOS_FIRST") ?? "1", CultureInfo.InvariantCulture);
        int count = int.Parse(Environment.GetEnvironmentVariable("PEERPROTO_CHAOS_COUNT") ?? (IsSoak ? SoakSeeds : QuickSeeds).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        Check(Enumerable.Range(first, count));
    }

    [Fact]
    public void SeedsThatEverFailed_KeepEveryPromise() => Check(KeptSeeds.All.Keys);

    /// <summary>What the engine could do wrong with a message, done in its place: a test that never fails would prove nothing.</summary>
    [Theory]
    [InlineData(ChaosFault.Lost)]
    [InlineData(ChaosFault.Doubled)]
    [InlineData(ChaosFault.Swapped)]
    [InlineData(ChaosFault.Changed)]
    public void FaultPutInOnPurpose_IsFoundOut(ChaosFault fault) => Assert.All(Enumerable.Range(1, FaultySeeds), seed => Assert.NotEmpty(ChaosRun.Execute(seed, fault).Failures));

    /// <summary>An acknowledgement that comes before the app, or the queue it reads from, has the message.</summary>
    [Fact]
    public void AcknowledgementThatComesTooEarly_IsFoundOut() => Assert.All(
        Enumerable.Range(1, FaultySeeds),
        static seed => Assert.Contains(ChaosRun.Execute(seed, ChaosFault.Late).Failures, static failure => failure.Contains(" are confirmed, and ", StringComparison.Ordinal)));

    [Fact]
    public void SameSeed_IsTheSameRun()
    {
        ChaosResult one = ChaosRun.Execute(7);
        ChaosResult other = ChaosRun.Execute(7);

        Assert.Equal(one.Counters, other.Counters);
        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, ChaosRun.Execute(8).Hash);
    }

    /// <summary>Runs seeds on all processors, each simulation on one thread.</summary>
    private void Check(IEnumerable<int> seeds)
    {
        Lock gate = new();
        List<ChaosResult> failed = [];
        (long runs, long messages, long calls, long packets, TimeSpan time) = default((long, long, long, long, TimeSpan));
        Parallel.ForEach(seeds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            ChaosResult result = ChaosRun.Execute(seed);
            lock (gate)
            {
                runs++;
                messages += result.Messages;
                calls += result.Calls;
                packets += result.Counters.Packets;
                time += result.Elapsed;
                if (result.Failures.Count > 0)
                    failed.Add(result);
            }
        });
        output.WriteLine($"{runs} seeds, {time.TotalHours:0.0} virtual hours, {messages} messages, {calls} calls, {packets} packets; failed: {failed.Count}");
        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed.OrderBy(static result => result.Seed).Take(20)));
    }
}
