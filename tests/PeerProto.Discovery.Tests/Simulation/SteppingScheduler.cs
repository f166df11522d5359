using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>
/// Runs tasks on the test's own thread when told to, and moves virtual time on when nothing is left to run: everything happens in one order.
/// </summary>
internal sealed class SteppingScheduler(FakeTimeProvider time) : TaskScheduler
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly BlockingCollection<Task> _tasks = [];

    /// <summary>Lets time pass until a task is complete.</summary>
    public void RunUntil(Task awaited, TimeSpan within) => RunUntil(() => awaited.IsCompleted, within);

    /// <summary>Lets time pass until a condition holds.</summary>
    public void RunUntil(Func<bool> condition, TimeSpan within)
    {
        DateTimeOffset end = time.GetUtcNow() + within;
        RunReady();
        while (!condition())
        {
            Assert.True(time.GetUtcNow() < end, "What is waited for did not come about in its virtual time.");
            time.Advance(Step);
            RunReady();
        }
    }

    /// <summary>Lets a span of time pass.</summary>
    public void RunFor(TimeSpan duration)
    {
        DateTimeOffset end = time.GetUtcNow() + duration;
        for (RunReady(); time.GetUtcNow() < end; RunReady())
            time.Advance(Step);
    }

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void RunReady()
    {
        // Channel wake-ups pass through the thread pool on their way back here, so an empty queue is waited on briefly.
        while (_tasks.TryTake(out Task? task, millisecondsTimeout: 2))
            TryExecuteTask(task);
    }
}
