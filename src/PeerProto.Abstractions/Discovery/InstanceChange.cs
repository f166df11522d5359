namespace PeerProto;

/// <summary>One change seen by a browse for names: an instance of a service type came or went. Where it is, <see cref="IPeerDiscovery.ResolveAsync"/> tells.</summary>
/// <param name="Kind">What happened: <see cref="ServiceChangeKind.Added"/> or <see cref="ServiceChangeKind.Removed"/>.</param>
/// <param name="InstanceName">The name people see. Anybody on the network can claim any name: it identifies nobody.</param>
public readonly record struct InstanceChange(ServiceChangeKind Kind, string InstanceName);
