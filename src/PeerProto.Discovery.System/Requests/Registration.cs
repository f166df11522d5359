using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>Offers one service. Where the name is taken, the system chooses another.</summary>
internal sealed class Registration(RequestContext context, ServiceAdvertisement advertisement)
    : StandingRequest(context, $"the service '{advertisement.InstanceName}' of type {advertisement.Type}")
{
    private readonly TaskCompletionSource _claimed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _instanceName = advertisement.InstanceName;
    private IDnsSdOperation? _registration;

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

    protected override DnsSdError Start()
    {
        DnsSdError error = Context.Library.Register(
            Context.Flags, Context.InterfaceIndex, advertisement.InstanceName, advertisement.Type.ToString(), RequestContext.LocalDomain, advertisement.Port,
            advertisement.Txt.Encode(), OnReply, out _registration);
        if (_registration is not null)
            Context.Loop.Add(_registration, Interrupt);
        return error;
    }

    protected override void Stop()
    {
        if (_registration is not null)
            Context.Loop.Remove(_registration);
        _registration = null;
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
