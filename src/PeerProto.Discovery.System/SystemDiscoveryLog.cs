using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery;

/// <summary>What discovery by the system's service logs. Event numbers 2350 to 2399.</summary>
internal static partial class SystemDiscoveryLog
{
    [LoggerMessage(2350, LogLevel.Warning, "Discovery by the system's service waits with {Subject}: {Diagnosis}")]
    public static partial void Waiting(ILogger logger, string subject, DiscoveryDiagnosis diagnosis);

    [LoggerMessage(2351, LogLevel.Information, "Discovery by the system's service goes on with {Subject}.")]
    public static partial void Resumed(ILogger logger, string subject);

    [LoggerMessage(2352, LogLevel.Error, "The system's service refuses {Subject}: {Diagnosis}")]
    public static partial void Refused(ILogger logger, string subject, DiscoveryDiagnosis diagnosis);

    [LoggerMessage(2353, LogLevel.Information, "The service name '{Wanted}' is taken on this network; the service is offered as '{Name}'.")]
    public static partial void Renamed(ILogger logger, string wanted, string name);

    [LoggerMessage(2354, LogLevel.Debug, "The system's service could not tell where an instance of {Subject} is (code {Code}); it is asked again.")]
    public static partial void LookupFailed(ILogger logger, string subject, int code);

    [LoggerMessage(2355, LogLevel.Warning, "There are more than {Maximum} services of type {Subject} on the network; the others are left out.")]
    public static partial void TooManyServices(ILogger logger, string subject, int maximum);

    [LoggerMessage(2356, LogLevel.Information, "Peer-to-peer interfaces are left out: only the service of Apple's systems knows them.")]
    public static partial void NoPeerToPeer(ILogger logger);

    [LoggerMessage(2357, LogLevel.Critical, "Discovery by the system's service stopped because of an unexpected error.")]
    public static partial void Stopped(ILogger logger, Exception exception);

    [LoggerMessage(2358, LogLevel.Information, "Nothing of type {Subject} was found in {Seconds} s. If something is there: see whether this program may use the local network (Privacy & Security, Local Network), and whether NSBonjourServices in its Info.plist has the type; the system may stay silent instead of refusing.")]
    public static partial void Silent(ILogger logger, string subject, int seconds);
}
