using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>What the forwarder logs. Event numbers 2400 to 2449. Names that are asked about stand in no line above Debug.</summary>
internal static partial class ForwardingLog
{
    [LoggerMessage(2400, LogLevel.Information, "The forwarder answers on {Endpoint}.")]
    public static partial void Listening(ILogger logger, IPEndPoint endpoint);

    [LoggerMessage(2401, LogLevel.Warning, "The name server {Server} of upstream {Upstream} {Cause}. It is asked after the others for a while.")]
    public static partial void ServerFailed(ILogger logger, string server, string upstream, string cause);

    [LoggerMessage(2402, LogLevel.Information, "The name server {Server} of upstream {Upstream} answers again.")]
    public static partial void ServerAnswersAgain(ILogger logger, string server, string upstream);

    [LoggerMessage(2403, LogLevel.Debug, "Nobody answered about {Name}: {Trouble}.")]
    public static partial void NobodyAnswered(ILogger logger, string name, string trouble);

    [LoggerMessage(2404, LogLevel.Warning, "Too many questions wait for upstreams at once, of {Maximum} places; further ones are answered with SERVFAIL.")]
    public static partial void Overloaded(ILogger logger, int maximum);

    [LoggerMessage(2405, LogLevel.Debug, "The forwarder could not take or send on {Endpoint} ({Error}); it goes on.")]
    public static partial void DoorFailed(ILogger logger, IPEndPoint endpoint, SocketError error);

    [LoggerMessage(2406, LogLevel.Error, "A question could not be answered because of an unexpected error.")]
    public static partial void Broken(ILogger logger, Exception exception);

    [LoggerMessage(2407, LogLevel.Warning, "The same question waits {Maximum} times; perhaps a name server asks the forwarder. Further ones are answered with SERVFAIL.")]
    public static partial void Circling(ILogger logger, int maximum);
}
