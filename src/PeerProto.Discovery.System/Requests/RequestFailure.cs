using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>What an error code of the system's service means.</summary>
/// <param name="Diagnosis">The problem, with cause and remedy.</param>
/// <param name="MayPass">Whether the request is worth making again without anybody changing the program.</param>
internal sealed record RequestFailure(DiscoveryDiagnosis Diagnosis, bool MayPass)
{
    /// <summary>Reads a code.</summary>
    /// <param name="error">The code.</param>
    /// <param name="subject">What the request was about: a service type, for example.</param>
    /// <param name="isAvahi">Whether Avahi's library gave it.</param>
    public static RequestFailure Of(DnsSdError error, string subject, bool isAvahi) => error switch
    {
        DnsSdError.PolicyDenied or DnsSdError.NotPermitted or DnsSdError.Firewall => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.PermissionDenied,
                $"The system does not let this program use the local network ({Name(error)})",
                "Allow it in the system's settings (on Apple's systems under Privacy & Security, Local Network); discovery goes on by itself then"),
            MayPass: true),
        DnsSdError.NoAuth => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.ServiceTypeNotDeclared,
                $"The system serves declared service types only, and the app does not declare {subject} ({Name(error)})",
                $"Add {subject} to NSBonjourServices, and a text for NSLocalNetworkUsageDescription, in the app's Info.plist"),
            MayPass: false),
        DnsSdError.ServiceNotRunning => NotRunning($"The system's DNS-SD service does not run ({Name(error)})"),
        DnsSdError.Unknown when isAvahi => NotRunning("Avahi does not answer: its library has no other word for a daemon or a message bus that does not run"),
        DnsSdError.NoMemory or DnsSdError.Refused => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.LimitReached,
                $"The system's DNS-SD service takes no more requests ({Name(error)})",
                "Look for fewer things at a time, or raise the service's limits; it is tried again"),
            MayPass: true),
        DnsSdError.BadInterfaceIndex => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.NoNetwork, $"The interface that discovery is to use is not there ({Name(error)})", "Bring it back; discovery goes on by itself then"),
            MayPass: true),
        DnsSdError.NameConflict or DnsSdError.AlreadyRegistered => new(
            new DiscoveryDiagnosis(DiscoveryProblem.NameConflict, $"The name of {subject} is taken on this network ({Name(error)})", "Advertise under another name"),
            MayPass: false),
        DnsSdError.Unsupported or DnsSdError.Incompatible => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.NotSupported, $"The system's DNS-SD service cannot do what {subject} asks for ({Name(error)})", "Update it, or use MdnsDiscovery, which needs nothing of the system"),
            MayPass: false),
        DnsSdError.BadParam or DnsSdError.BadFlags or DnsSdError.BadReference or DnsSdError.Invalid => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.Unknown, $"The system's DNS-SD service finds fault with the request for {subject} ({Name(error)})", "Check name and type; if both are right, please report it"),
            MayPass: false),
        _ => new(
            new DiscoveryDiagnosis(
                DiscoveryProblem.Unknown, $"The system's DNS-SD service ended the request for {subject} ({Name(error)})", "Nothing, if it passes: it is tried again; otherwise see the service's log"),
            MayPass: true),
    };

    /// <summary>Whether a code concerns the whole service, and not what was asked for alone.</summary>
    public static bool ConcernsAll(DnsSdError error) => error is DnsSdError.PolicyDenied or DnsSdError.ServiceNotRunning or DnsSdError.DefunctConnection;

    private static RequestFailure NotRunning(string cause) => new(new DiscoveryDiagnosis(DiscoveryProblem.SystemServiceAbsent, cause, SystemKind.HowToStart), MayPass: true);

    private static string Name(DnsSdError error) => Enum.IsDefined(error) ? $"{error}, {(int)error}" : $"{(int)error}";
}
