namespace PeerProto.Observability;

/// <summary>Puts a failure into one of few words, for <see cref="Telemetry.ErrorType"/>.</summary>
internal static class ErrorTypes
{
    public static string Of(Exception failure) => failure switch
    {
        PeerRemoteException remote => remote.Code.ToString(),
        PeerDeadlineException => nameof(RemoteErrorCode.DeadlineExceeded),
        OperationCanceledException => nameof(RemoteErrorCode.Cancelled),
        PeerDecodeException => nameof(RemoteErrorCode.Malformed),
        PeerConnectionException connection => connection.Code.ToString(),
        PeerNotSupportedException => nameof(PeerErrorCode.NotSupported),
        _ when IsFault(failure) => nameof(RemoteErrorCode.Fault),
        _ => failure.GetType().FullName ?? failure.GetType().Name,
    };

    /// <summary>The code that the peer answered with, where the failure is an answer.</summary>
    public static string? ToldByPeer(Exception failure) => failure switch
    {
        PeerRemoteException remote => remote.Code.ToString(),
        PeerDeadlineException => nameof(RemoteErrorCode.DeadlineExceeded),
        _ when IsFault(failure) => nameof(RemoteErrorCode.Fault),
        _ => null,
    };

    private static bool IsFault(Exception failure) => failure.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(PeerFault<>);
}
