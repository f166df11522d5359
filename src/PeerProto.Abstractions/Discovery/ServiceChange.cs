namespace PeerProto;

/// <summary>One change seen by a browse.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Service">The service as it is now; for <see cref="ServiceChangeKind.Removed"/>, as it was last.</param>
public readonly record struct ServiceChange(ServiceChangeKind Kind, DiscoveredService Service);
