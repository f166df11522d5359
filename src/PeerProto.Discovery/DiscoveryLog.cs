using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Mdns;

namespace PeerProto.Discovery;

/// <summary>What discovery logs. Event numbers 2300 to 2399.</summary>
internal static partial class DiscoveryLog
{
    [LoggerMessage(2300, LogLevel.Warning, "Discovery goes without {Family}: the system refused the multicast socket ({Error}).")]
    public static partial void FamilyUnavailable(ILogger logger, AddressFamily family, SocketError error);

    [LoggerMessage(2301, LogLevel.Debug, "Discovery works on interface {Link}.")]
    public static partial void LinkJoined(ILogger logger, MdnsLink link);

    [LoggerMessage(2302, LogLevel.Warning, "Discovery cannot work on interface {Link} yet: joining the multicast group failed ({Error}); it is tried again until it succeeds.")]
    public static partial void JoinFailed(ILogger logger, MdnsLink link, SocketError error);

    [LoggerMessage(2303, LogLevel.Debug, "Leaving the multicast group on interface {Link} failed ({Error}).")]
    public static partial void LeaveFailed(ILogger logger, MdnsLink link, SocketError error);

    [LoggerMessage(2304, LogLevel.Debug, "A multicast DNS message could not be sent on interface {Link} ({Error}).")]
    public static partial void SendFailed(ILogger logger, MdnsLink link, SocketError error);

    [LoggerMessage(2305, LogLevel.Debug, "Receiving multicast DNS failed ({Error}); trying again shortly.")]
    public static partial void ReceiveFailed(ILogger logger, SocketError error);

    [LoggerMessage(2306, LogLevel.Debug, "A datagram of {Length} bytes from {Source} on interface {Link} was dropped: {Verdict}.")]
    public static partial void DatagramDropped(ILogger logger, int length, IPEndPoint source, MdnsLink link, MdnsVerdict verdict);

    [LoggerMessage(2307, LogLevel.Information, "The service name '{Wanted}' is taken on this network; the service is offered as '{Name}'.")]
    public static partial void Renamed(ILogger logger, string wanted, string name);

    [LoggerMessage(2308, LogLevel.Warning, "No network interface can be used for discovery now; it begins as soon as one appears.")]
    public static partial void NoUsableInterface(ILogger logger);

    [LoggerMessage(2309, LogLevel.Critical, "Discovery stopped because of an unexpected error.")]
    public static partial void Stopped(ILogger logger, Exception exception);

    [LoggerMessage(2310, LogLevel.Debug, "Datagrams arrive faster than they are read; {Count} dropped so far.")]
    public static partial void Overrun(ILogger logger, long count);

    [LoggerMessage(2311, LogLevel.Warning, "No name server answers, so what a domain offers is not known: {Trouble}.")]
    public static partial void NobodyAnswers(ILogger logger, string trouble);

    [LoggerMessage(2312, LogLevel.Debug, "The machine was asleep, or its clock was set: discovery begins anew on every interface.")]
    public static partial void Woke(ILogger logger);

    [LoggerMessage(2313, LogLevel.Debug, "A host refused a multicast DNS reply.")]
    public static partial void Unwanted(ILogger logger);
}
