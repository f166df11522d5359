namespace PeerProto.Sessions;

internal sealed partial class Session<TContract>
{
    private readonly SessionTxt _txt;
    private string _announcedName = "";

    public override ValueTask UpdateTxtAsync(TxtRecord txt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(txt);
        SessionTxt.Validate(txt, nameof(txt));
        return new ValueTask(_txt.Set(txt).WaitHereAsync(cancellationToken));
    }

    /// <summary>Announces the session under one name after the other. The new one is there before the old one goes, so that the session can be found all the time.</summary>
    private async Task AdvertiseAsync(CancellationToken stopping)
    {
        IServiceAdvertisement? running = null;
        try
        {
            if (AdvertisedPorts.Of(LocalEndpoints.Concat(WebSocketEndpoints())) is not { } ports)
                return; // memory and Unix sockets are not on the network
            string name = _hello.Instance;
            while (true)
            {
                IServiceAdvertisement? old = running;
                (TxtRecord txt, Task changed, TaskCompletionSource told) = _txt.Take(ports);
                try
                {
                    running = await _discovery!.AdvertiseAsync(new ServiceAdvertisement(name, ServiceType.FromContractName(_hello.Contract), ports.Port, txt), stopping);
                }
                finally
                {
                    told.TrySetResult();
                }

                Volatile.Write(ref _announcedName, name);
                if (old is not null)
                    await old.DisposeAsync();
                Task another = Task.Delay(NextNameLifetime(), _options.TimeProvider, stopping);
                while (true)
                {
                    await SchedulerWaits.WhenAnyHereAsync(another, changed);
                    stopping.ThrowIfCancellationRequested();
                    if (!changed.IsCompleted)
                        break;
                    changed = await UpdateTxtAsync(running, ports, stopping);
                }

                name = RotatingName.Create(_hello.NameKey.Span, _random);
            }
        }
        catch (DiscoveryException failure)
        {
            SessionLog.DiscoveryFailed(_logger, failure.Message, failure);
        }
        finally
        {
            _txt.Complete();
            if (running is not null)
                await running.DisposeAsync();
        }
    }

    private async Task<Task> UpdateTxtAsync(IServiceAdvertisement running, AdvertisedPorts ports, CancellationToken stopping)
    {
        (TxtRecord txt, Task changed, TaskCompletionSource told) = _txt.Take(ports);
        try
        {
            await running.UpdateAsync(txt, stopping);
        }
        finally
        {
            told.TrySetResult();
        }

        return changed;
    }

    /// <summary>Three to five quarters of the lifetime, so that sessions that began together do not change their names together.</summary>
    private TimeSpan NextNameLifetime() =>
        _options.InstanceNameLifetime == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : _options.InstanceNameLifetime * (NextJitter() + 0.25);

    /// <summary>Where a TCP listener takes WebSocket links beside its own.</summary>
    private IEnumerable<PeerEndpoint> WebSocketEndpoints() =>
        from endpoint in LocalEndpoints
        where endpoint is { Transport: TcpTransport.TransportName, Address: not null }
        let shared = PeerEndpoint.FromAddress(WebSocketTransport.TransportName, endpoint.Address!)
        where _transports!.Find(shared)?.Name == TcpTransport.TransportName
        select shared;
}
