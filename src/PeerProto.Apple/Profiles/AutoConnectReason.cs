namespace PeerProto.Apple;

/// <summary>One reason of a verdict.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Cause">What it is, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop; null where nothing is to do.</param>
public sealed record AutoConnectReason(AutoConnectReasonCode Code, string Cause, string? Remedy);
