using System.Collections.Immutable;
using System.Diagnostics;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Observability;

/// <summary>Listens to the spans of PeerProto and of the app that a test pretends to be, and keeps those that have ended. Spans of other tests are among them: a test asks for those of its own traces.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private static readonly ActivitySource App = new("PeerProto.Tests.App");

    private readonly Lock _gate = new();
    private readonly ActivityListener _listener;
    private ImmutableList<Activity> _ended = [];
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "PeerProto" or "PeerProto.Tests.App",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Begins work of the app.</summary>
    public static Activity Begin(string name) => App.StartActivity(name)!;

    /// <summary>The span of a trace that is of a kind, once it has ended.</summary>
    public Task<Activity> WhenAsync(Activity app, ActivityKind kind) => WhenAsync(span => span.TraceId == app.TraceId && span.Kind == kind);

    public async Task<Activity> WhenAsync(Predicate<Activity> isWanted)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_ended.Find(isWanted) is { } found)
                    return found;
                added = _added.Task;
            }

            await added.Guarded();
        }
    }

    public ImmutableList<Activity> EndedOf(Activity app)
    {
        lock (_gate)
            return _ended.FindAll(span => span.TraceId == app.TraceId);
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Activity span)
    {
        lock (_gate)
        {
            _ended = _ended.Add(span);
            _added.TrySetResult();
            _added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
