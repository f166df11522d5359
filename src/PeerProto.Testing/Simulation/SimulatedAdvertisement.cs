namespace PeerProto.Testing;

/// <summary>A service that a simulated peer offers.</summary>
internal sealed class SimulatedAdvertisement(SimulatedProcess process, ServiceAdvertisement advertisement, DiscoveredService service) : IServiceAdvertisement
{
    public SimulatedProcess Process => process;

    public ServiceAdvertisement Advertisement => advertisement;

    /// <summary>The service as it is offered now.</summary>
    public DiscoveredService Service { get; private set; } = service;

    public bool IsWithdrawn { get; private set; }

    public string InstanceName => Service.InstanceName;

    public ValueTask UpdateAsync(TxtRecord txt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(txt);
        ObjectDisposedException.ThrowIf(IsWithdrawn, this);
        cancellationToken.ThrowIfCancellationRequested();
        Service = new DiscoveredService(Service.InstanceName, Service.Type, Service.HostName, Service.Port, txt, Service.Endpoints);
        process.Simulation.Services.Update(this);
        return default;
    }

    public ValueTask DisposeAsync()
    {
        IsWithdrawn = true;
        process.Simulation.Services.Withdraw(this);
        return default;
    }
}
