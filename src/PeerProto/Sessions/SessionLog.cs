using Microsoft.Extensions.Logging;

namespace PeerProto.Sessions;

/// <summary>Log events of sessions, 1000 to 1099.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(1000, LogLevel.Information, "Session {Instance} of contract {Contract} listens at {Endpoints}.")]
    public static partial void Started(ILogger logger, string instance, string contract, string endpoints);

    [LoggerMessage(1001, LogLevel.Information, "Channel {Channel} asks for {Delivery}; there are no datagrams in this version, so what leaves rides the reliable link.")]
    public static partial void RidesReliableLink(ILogger logger, string channel, Delivery delivery);

    [LoggerMessage(1002, LogLevel.Information, "{Peer} joined from {Endpoint}.")]
    public static partial void Joined(ILogger logger, Peer peer, PeerEndpoint endpoint);

    [LoggerMessage(1003, LogLevel.Information, "{Peer} left: {Reason}")]
    public static partial void Left(ILogger logger, Peer peer, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "Discovery does not work here, so peers must be connected to by address: {Reason}")]
    public static partial void DiscoveryFailed(ILogger logger, string reason, Exception exception);

    [LoggerMessage(1005, LogLevel.Debug, "Could not connect to {Candidate}, next try in {Delay}: {Reason}")]
    public static partial void DialFailed(ILogger logger, PeerCandidate candidate, TimeSpan delay, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "Dropped {Count} connections from {Address} and others: too many have not said who they are.")]
    public static partial void TooManyPending(ILogger logger, string address, long count);

    [LoggerMessage(1007, LogLevel.Warning, "Session {Instance} ended with {Unconfirmed} messages that {Peer} did not confirm within {Timeout}.")]
    public static partial void Unconfirmed(ILogger logger, string instance, long unconfirmed, Peer peer, TimeSpan timeout);

    [LoggerMessage(1008, LogLevel.Debug, "Found {Candidate}.")]
    public static partial void Found(ILogger logger, PeerCandidate candidate);

    [LoggerMessage(1009, LogLevel.Information, "Refused {Endpoint}: {Reason}")]
    public static partial void NotEstablished(ILogger logger, PeerEndpoint endpoint, string reason);

    [LoggerMessage(1010, LogLevel.Warning, "Messages of {Peer} on channel {Channel} wait: no handler is overridden and nobody reads them.")]
    public static partial void NobodyReads(ILogger logger, Peer peer, string channel);

    [LoggerMessage(1011, LogLevel.Warning, "Passed over {Candidate}: {Count} others are tracked already.")]
    public static partial void TooManyCandidates(ILogger logger, PeerCandidate candidate, int count);

    [LoggerMessage(1012, LogLevel.Error, "A loop of session {Instance} failed within itself.")]
    public static partial void Broken(ILogger logger, string instance, Exception exception);

    [LoggerMessage(1013, LogLevel.Information, "Passed over {Candidate}: it speaks another wire version. Build both apps with the same version of PeerProto.")]
    public static partial void SpeaksAnother(ILogger logger, PeerCandidate candidate);

    [LoggerMessage(1014, LogLevel.Information, "{Peer} speaks version {Theirs} of the contract, this app version {Own}. What is not common: {Differences}.")]
    public static partial void SpeaksAnotherVersion(ILogger logger, Peer peer, int theirs, int own, string differences);

    [LoggerMessage(1015, LogLevel.Warning, "Connects to {Candidate} no more: {Reason}")]
    public static partial void DialGivenUp(ILogger logger, PeerCandidate candidate, string reason);

    [LoggerMessage(1017, LogLevel.Debug, "The network of session {Instance} has changed for the better: what waited is tried at once.")]
    public static partial void NetworkReturned(ILogger logger, string instance);

    [LoggerMessage(1016, LogLevel.Warning, "The transport {Transport} is passed over: {Reason}")]
    public static partial void TransportNotSupported(ILogger logger, string transport, string reason);

    [LoggerMessage(1018, LogLevel.Information, "{Peer} is trusted no more: its connection ends.")]
    public static partial void Revoked(ILogger logger, PeerKey peer);

    [LoggerMessage(1019, LogLevel.Warning, "The trust store could not note when peers were connected: {Reason}")]
    public static partial void SeenNotNoted(ILogger logger, string reason);

    [LoggerMessage(1020, LogLevel.Error, "The app could not say whether {Peer} has the permission {Permission}, so it has not.")]
    public static partial void AuthorizationFailed(ILogger logger, string permission, Peer peer, Exception exception);

    [LoggerMessage(1021, LogLevel.Information, "The path to {Peer} has changed: interface {Interface}, viable: {IsViable}, a better path: {HasBetterPath}.")]
    public static partial void PathChanged(ILogger logger, Peer peer, string? @interface, bool? isViable, bool? hasBetterPath);

    [LoggerMessage(1022, LogLevel.Debug, "The search for peers pauses: {Count} are connected, and no more are wanted.")]
    public static partial void SearchPaused(ILogger logger, int count);

    [LoggerMessage(1023, LogLevel.Error, "The app could not say whether to connect to {Candidate}, so it is not connected to.")]
    public static partial void ChoiceFailed(ILogger logger, PeerCandidate candidate, Exception exception);
}
