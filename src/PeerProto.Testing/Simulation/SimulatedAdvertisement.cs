namespace PeerProto.Testing;

/// <summary>A service that a simulated peer offers.</summary>
internal sealed class SimulatedAdvertisement(SimulatedProcess process, DiscoveredService service) : IServiceAdvertisement
{
    public SimulatedProcess Process => process;

    public DiscoveredService Service => service;

    public bool IsWithdrawn { get; private set; }

    public string InstanceName => service.InstanceName;

    public ValueTask DisposeAsync()
    {
        IsWithdrawn = true;
        process.Simulation.Services.Withdraw(this);
        return default;
    }
}
