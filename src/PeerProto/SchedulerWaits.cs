namespace PeerProto;

/// <summary>
/// Waits that stay on the scheduler of the one who waits. Those of the base library pass through the thread pool on their way back to it, so that a simulator, which runs everything on
/// a scheduler of its own, could not tell what happens when.
/// </summary>
internal static class SchedulerWaits
{
    /// <summary>Waits for a task, as <see cref="Task.WaitAsync(CancellationToken)"/> does.</summary>
    public static Task WaitHereAsync(this Task task, CancellationToken cancellationToken)
    {
        if (task.IsCompleted || !cancellationToken.CanBeCanceled)
            return task;
        return TaskScheduler.Current == TaskScheduler.Default ? task.WaitAsync(cancellationToken) : WaitOnAsync(TaskScheduler.Current, task, cancellationToken);
    }

    /// <summary>Waits for all tasks, and throws the first failure in their order.</summary>
    public static async Task WhenAllHereAsync(IReadOnlyList<Task> tasks, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        foreach (Task task in tasks)
        {
            try
            {
                await task.WaitHereAsync(cancellationToken);
            }
            catch (Exception thrown)
            {
                cancellationToken.ThrowIfCancellationRequested();
                failure ??= thrown;
            }
        }

        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Waits until one of several tasks has ended, however it ended, as <see cref="Task.WhenAny(Task[])"/> does.</summary>
    public static Task WhenAnyHereAsync(params Task[] tasks) =>
        TaskScheduler.Current == TaskScheduler.Default || Array.Exists(tasks, static task => task.IsCompleted) ? Task.WhenAny(tasks) : FirstOnAsync(TaskScheduler.Current, tasks);

    /// <summary>Waits until one of several tasks has ended, however it ended, and leaves nothing behind on the others when it is cancelled.</summary>
    public static async Task WhenAnyHereAsync(CancellationToken cancellationToken, params Task[] tasks)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled);
        await WhenAnyHereAsync([.. tasks, cancelled.Task]);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Cancels, with the callbacks run on the scheduler, as <see cref="CancellationTokenSource.CancelAsync"/> runs them on the thread pool.</summary>
    public static Task CancelHereAsync(this CancellationTokenSource source) =>
        Task.Factory.StartNew(source.Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current);

    private static async Task FirstOnAsync(TaskScheduler here, Task[] tasks)
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource over = new();
        foreach (Task task in tasks)
            _ = task.ContinueWith(static (_, state) => ((TaskCompletionSource)state!).TrySetResult(), first, over.Token, TaskContinuationOptions.None, here);
        await first.Task;
        over.Cancel();
    }

    private static async Task WaitOnAsync(TaskScheduler here, Task task, CancellationToken cancellationToken)
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), first);
        _ = task.ContinueWith(static (_, state) => ((TaskCompletionSource)state!).TrySetResult(), first, cancellationToken, TaskContinuationOptions.None, here);
        await first.Task;
        await task;
    }
}
