namespace PeerProto;

/// <summary>A wait on a channel that has lasted for a second.</summary>
/// <param name="Channel">The channel's number in the contract.</param>
/// <param name="Name">The channel's name in the contract.</param>
/// <param name="Cause">Who holds it up.</param>
/// <param name="Duration">How long it has lasted, whoever held it up meanwhile.</param>
/// <param name="Waiting">How many messages wait: to be sent, or to be handled where <see cref="StallCause.LocalReader"/> is the cause.</param>
public sealed record ChannelStall(int Channel, string Name, StallCause Cause, TimeSpan Duration, int Waiting);
