using PeerProto.Discovery.Native;
using PeerProto.Networking;

namespace PeerProto.Discovery.Requests;

/// <summary>Looks for one instance of a service type on all interfaces and asks about no other.</summary>
internal sealed class InstanceResolve(RequestContext context, ServiceType type, string instanceName)
    : StandingRequest(context, type.ToString())
{
    private ServiceLookup? _lookup;
    private ITimer? _retry;

    /// <summary>The service; null until host, port, TXT record and an address are known.</summary>
    public LatestValue<DiscoveredService?> Service { get; } = new(null);

    public override void Publish()
    {
        DiscoveredService? known = _lookup is null ? null : ServiceLookup.Merge([_lookup], type);
        if (!Equals(known, Service.Value))
            Service.Set(known);
    }

    public override void Complete(Exception reason, bool isQuiet) => Service.Complete(isQuiet ? null : reason);

    protected override DnsSdError Start()
    {
        _lookup = new ServiceLookup(
            Context, new BrowseReply(DnsSdFlags.Add, Context.InterfaceIndex, DnsSdError.NoError, instanceName, $"{type}.", RequestContext.LocalDomain), _ => NoteSuccess(), OnBroken);
        return _lookup.Open();
    }

    protected override void Stop()
    {
        _lookup?.Close();
        _lookup = null;
        _retry?.Dispose();
        _retry = null;
    }

    /// <summary>A service that nobody answers for yet is asked for again.</summary>
    private void OnBroken(ServiceLookup lookup, DnsSdError error)
    {
        if (RequestFailure.ConcernsAll(error))
        {
            Interrupt(error);
            return;
        }

        SystemDiscoveryLog.LookupFailed(Context.Logger, $"{type}", (int)error);
        _retry ??= Context.TimeProvider.CreateTimer(_ => Context.Loop.TryPost(Retry), null, LookupSeats.TurnTime, Timeout.InfiniteTimeSpan);
    }

    private void Retry()
    {
        if (_retry is null)
            return; // ended meanwhile
        _retry.Dispose();
        _retry = null;
        DnsSdError error = _lookup!.Open();
        if (error != DnsSdError.NoError)
            Interrupt(error);
    }
}
