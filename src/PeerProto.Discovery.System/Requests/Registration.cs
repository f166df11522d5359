using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>Offers one service. Where the name is taken, the system chooses another.</summary>
internal sealed class Registration(RequestContext context, ServiceAdvertisement advertisement)
    : StandingRequest(context, $"the service '{advertisement.InstanceName}' of type {advertisement.Type}")
{
    /// <summary>How often the network is told a new TXT record within <see cref="UpdateWindow"/> (RFC 6762 section 8.4).</summary>
    public const int MaximumUpdates = 10;

    /// <summary>The time that <see cref="MaximumUpdates"/> counts for.</summary>
    public static readonly TimeSpan UpdateWindow = TimeSpan.FromMinutes(1);

    private readonly Queue<long> _updates = new();
    private readonly TaskCompletionSource _claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _instanceName = advertisement.InstanceName;
    private TxtRecord _txt = advertisement.Txt;
    private IDnsSdOperation? _registration;
    private ITimer? _nextUpdate;

    /// <summary>The name it has now.</summary>
    public string InstanceName => _instanceName;

    /// <summary>Completes once the system has a name for it, or has refused it for good.</summary>
    public Task Claimed => _claimed.Task;

    public override void Complete(Exception reason, bool isQuiet)
    {
        // Whoever waits gets the error; when nobody does, it is no unobserved one.
        if (_claimed.TrySetException(reason))
            _ = _claimed.Task.Exception;
    }

    /// <summary>Takes another TXT record. Where the service does not answer now, or was told enough for the moment, it gets the record later.</summary>
    public void Update(TxtRecord txt)
    {
        _txt = txt;
        TellTxt();
    }

    protected override DnsSdError Start()
    {
        DnsSdError error = Context.Library.Register(
            Context.Flags, Context.InterfaceIndex, advertisement.InstanceName, RegistrationType.Of(advertisement.Type, advertisement.Subtypes), RequestContext.LocalDomain,
            advertisement.Port, _txt.Encode(), OnReply, out _registration);
        if (_registration is not null)
            Context.Loop.Add(_registration, Interrupt);
        return error;
    }

    protected override void Stop()
    {
        if (_registration is not null)
            Context.Loop.Remove(_registration);
        _registration = null;
        _nextUpdate?.Dispose();
        _nextUpdate = null;
    }

    private void TellTxt()
    {
        if (_registration is null)
            return; // asked for with this record when the service is back
        TimeProvider time = Context.TimeProvider;
        while (_updates.TryPeek(out long oldest) && time.GetElapsedTime(oldest) >= UpdateWindow)
            _updates.Dequeue();
        if (_updates.Count >= MaximumUpdates)
        {
            _nextUpdate ??= time.CreateTimer(_ => Context.Loop.TryPost(TellTxtLate), null, UpdateWindow - time.GetElapsedTime(_updates.Peek()), Timeout.InfiniteTimeSpan);
            return;
        }

        _updates.Enqueue(time.GetTimestamp());
        DnsSdError error = Context.Library.UpdateTxt(_registration, _txt.Encode());
        if (error != DnsSdError.NoError)
            Interrupt(error);
    }

    private void TellTxtLate()
    {
        if (_nextUpdate is null)
            return; // ended meanwhile
        _nextUpdate.Dispose();
        _nextUpdate = null;
        TellTxt();
    }

    private void OnReply(RegisterReply reply)
    {
        if (reply.Error != DnsSdError.NoError)
        {
            Interrupt(reply.Error);
            return;
        }

        NoteSuccess();
        if (reply.Name.Length > 0 && reply.Name != _instanceName)
        {
            _instanceName = reply.Name;
            SystemDiscoveryLog.Renamed(Context.Logger, advertisement.InstanceName, reply.Name);
        }

        _claimed.TrySetResult();
    }
}
