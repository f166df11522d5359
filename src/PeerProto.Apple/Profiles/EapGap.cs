namespace PeerProto.Apple;

/// <summary>Something that an 802.1X configuration lacks.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Cause">What it is, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
internal sealed record EapGap(AutoConnectReasonCode Code, string Cause, string Remedy);
