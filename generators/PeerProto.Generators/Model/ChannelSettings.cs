namespace PeerProto.Generators.Model;

/// <summary>What a channel says of its messages' way beside the delivery.</summary>
/// <param name="Overflow">The name of the overflow policy.</param>
/// <param name="Priority">The name of the priority.</param>
/// <param name="MaximumWaiting">How many messages may wait, or null for the default.</param>
/// <param name="TimeToLiveMilliseconds">How long a message may wait, or null without a limit.</param>
/// <param name="MaxSize">The most bytes of a message, or null without a limit.</param>
/// <param name="Concurrency">How many messages of one peer may be handled at once, or null for one.</param>
internal sealed record ChannelSettings(string Overflow, string Priority, int? MaximumWaiting, int? TimeToLiveMilliseconds, int? MaxSize, int? Concurrency);
