namespace PeerProto.Discovery.Native.Windows;

/// <summary>What codes of Windows mean, in the codes of <c>dns_sd.h</c>.</summary>
internal static class WindowsCode
{
    public const int Success = 0;
    public const int Cancelled = 1223;

    private const int Pending = 9506;

    /// <summary>What a call that begins a request returned.</summary>
    public static DnsSdError Begun(int code) => code == Pending ? DnsSdError.NoError : Of(code);

    public static DnsSdError Of(int code) => code switch
    {
        Success => DnsSdError.NoError,
        5 => DnsSdError.PolicyDenied,
        8 or 14 => DnsSdError.NoMemory,
        50 or 120 => DnsSdError.Unsupported,
        87 or 123 => DnsSdError.BadParam,
        1060 or 1062 => DnsSdError.ServiceNotRunning,
        1460 or 9003 or 9501 => DnsSdError.Timeout, // time is up, no such name, no such record
        _ => DnsSdError.Unknown,
    };
}
