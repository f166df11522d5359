using System.Collections.Concurrent;

namespace PeerProto.Diagnostics.Tests.Recovery;

/// <summary>A join that does what the test says, and notes what was done and how much of it at once.</summary>
internal sealed class ScriptedJoin(Func<int, CancellationToken, Task> join)
{
    private int _joins;
    private int _now;
    private int _most;

    public ConcurrentQueue<string> Done { get; } = new();

    public int MostAtOnce => Volatile.Read(ref _most);

    public Func<Exception, bool>? IsFinal { get; init; }

    public JoinOperation Operation => new()
    {
        Settle = _ => RunAsync("settle", static _ => Task.CompletedTask),
        Join = token =>
        {
            Interlocked.Increment(ref _joins);
            return RunAsync("join", number => join(number, token));
        },
        PowerCycle = _ => RunAsync("power", static _ => Task.CompletedTask),
        IsFinal = IsFinal,
    };

    private async Task RunAsync(string what, Func<int, Task> action)
    {
        int now = Interlocked.Increment(ref _now);
        for (int most = _most; now > most && Interlocked.CompareExchange(ref _most, now, most) is var seen && seen != most; most = seen)
        {
        }

        Done.Enqueue(what);
        try
        {
            await action(Volatile.Read(ref _joins));
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }
}
