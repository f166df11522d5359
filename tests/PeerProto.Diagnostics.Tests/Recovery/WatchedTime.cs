using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PeerProto.Diagnostics.Tests.Recovery;

/// <summary>A clock that tells what is waited for, so that a test moves it only when somebody waits.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
            _waits.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Lets each wait pass as it begins, but for those of some lengths, until a task has ended.</summary>
    /// <returns>The waits that have passed.</returns>
    public async Task<IReadOnlyList<TimeSpan>> PassAsync(Task until, params TimeSpan[] butNot)
    {
        List<TimeSpan> passed = [];
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        _ = until.ContinueWith(_ => ended.Cancel(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (true)
            {
                TimeSpan wait = await _waits.Reader.ReadAsync(ended.Token);
                if (butNot.Contains(wait))
                    continue;
                passed.Add(wait);
                Advance(wait);
            }
        }
        catch (OperationCanceledException) when (until.IsCompleted)
        {
            return passed;
        }
    }

    /// <summary>Waits until somebody waits for so long, and lets it pass.</summary>
    public async Task PassNextAsync(TimeSpan wait)
    {
        while (await _waits.Reader.ReadAsync(TestContext.Current.CancellationToken) != wait)
        {
        }

        Advance(wait);
    }
}
