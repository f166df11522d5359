namespace PeerProto.Cli.Discovery;

/// <summary>A way of showing what discovery finds and offers.</summary>
internal interface IDiscoveryOutput
{
    /// <summary>Does the work with whatever it is shown in: a live table, for example.</summary>
    /// <param name="work">The work; it writes.</param>
    Task ShowAsync(Func<Task> work);

    /// <summary>A service came, changed or went.</summary>
    void Write(ServiceChange change);

    /// <summary>An instance came or went; where it is nobody asked.</summary>
    void Write(InstanceChange change);

    /// <summary>A service type is on the network.</summary>
    void Write(ServiceType type);

    /// <summary>Something keeps discovery from working, or does no more.</summary>
    void Write(DiscoveryState state);

    /// <summary>The service that was asked for is this.</summary>
    void WriteResolved(DiscoveredService service);

    /// <summary>The service is offered under a name, perhaps another than the one asked for.</summary>
    void WriteAdvertised(string instanceName, ServiceAdvertisement advertisement);
}
