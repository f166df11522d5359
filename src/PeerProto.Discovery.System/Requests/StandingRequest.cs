using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>
/// Something wanted of the system's service until it is ended: where the service refuses for a reason that may pass, it is asked again after
/// growing pauses. Everything of it runs on the loop's thread.
/// </summary>
internal abstract class StandingRequest
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long a request that was made again has to last so that its problem counts as passed: a refusal may come some time after the call.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);

    private readonly ITimer _timer;
    private TimeSpan _pause = FirstPause;
    private bool _isRunning;
    private bool _isEnded;

    protected StandingRequest(RequestContext context, string subject)
    {
        Context = context;
        Subject = subject;
        _timer = context.TimeProvider.CreateTimer(
            static state => ((StandingRequest)state!).PostTimeout(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What it is about, for messages.</summary>
    public string Subject { get; }

    /// <summary>What keeps it from working at the moment, or null.</summary>
    public DiscoveryDiagnosis? Problem { get; private set; }

    /// <summary>Whether the service has refused it for good.</summary>
    public bool HasFailed { get; private set; }

    protected RequestContext Context { get; }

    /// <summary>Makes the request, the first time or again.</summary>
    public void Begin()
    {
        if (_isEnded)
            return;
        DnsSdError error = Start();
        if (error != DnsSdError.NoError)
        {
            Interrupt(error);
            return;
        }

        _isRunning = true;
        if (Problem is not null)
            _timer.Change(SettleTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends it.</summary>
    public void End()
    {
        if (_isEnded)
            return;
        _isEnded = true;
        _timer.Dispose();
        Stop();
    }

    /// <summary>Makes whatever results there are known; called after each turn of the loop.</summary>
    public virtual void Publish()
    {
    }

    /// <summary>Nothing more comes of it.</summary>
    /// <param name="reason">Why: the service has refused it for good, or the discovery has ended.</param>
    /// <param name="isQuiet">Whether whoever reads its results sees their end and not the reason.</param>
    public abstract void Complete(Exception reason, bool isQuiet);

    /// <summary>Makes the operations that it needs.</summary>
    protected abstract DnsSdError Start();

    /// <summary>Ends the operations and forgets what came of them.</summary>
    protected abstract void Stop();

    /// <summary>The service has given something, so nothing stands in the way.</summary>
    protected void NoteSuccess()
    {
        if (Problem is null)
            return;
        Problem = null;
        _pause = FirstPause;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SystemDiscoveryLog.Resumed(Context.Logger, Subject);
    }

    /// <summary>The service has ended or refused it.</summary>
    protected void Interrupt(DnsSdError error)
    {
        if (_isEnded || HasFailed)
            return;
        _isRunning = false;
        Stop();
        RequestFailure failure = RequestFailure.Of(error, Subject, Context.Library.IsAvahi);
        bool isNew = Problem != failure.Diagnosis;
        Problem = failure.Diagnosis;
        if (!failure.MayPass)
        {
            HasFailed = true;
            SystemDiscoveryLog.Refused(Context.Logger, Subject, failure.Diagnosis);
            Complete(new DiscoveryException("asking the system's DNS-SD service", failure.Diagnosis), isQuiet: false);
            return;
        }

        if (isNew)
            SystemDiscoveryLog.Waiting(Context.Logger, Subject, failure.Diagnosis);
        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private void PostTimeout() => Context.Loop.TryPost(() =>
    {
        if (_isEnded || HasFailed)
            return;
        if (_isRunning)
            NoteSuccess();
        else
            Begin();
    });
}
