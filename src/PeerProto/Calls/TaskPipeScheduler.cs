using System.IO.Pipelines;

namespace PeerProto.Calls;

/// <summary>Lets pipes wake their readers on a session's scheduler.</summary>
internal sealed class TaskPipeScheduler : PipeScheduler
{
    private readonly TaskScheduler _scheduler;

    private TaskPipeScheduler(TaskScheduler scheduler) => _scheduler = scheduler;

    /// <summary>The scheduler for pipes of a session.</summary>
    /// <param name="scheduler">Where the session's loops run.</param>
    public static PipeScheduler Of(TaskScheduler scheduler) => scheduler == TaskScheduler.Default ? ThreadPool : new TaskPipeScheduler(scheduler);

    /// <inheritdoc/>
    public override void Schedule(Action<object?> action, object? state) =>
        _ = Task.Factory.StartNew(action, state, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
}
