using Microsoft.Extensions.Logging;
using PeerProto.Discovery.Native;

namespace PeerProto.Discovery.Requests;

/// <summary>What all requests of one discovery share.</summary>
/// <param name="Library">The system's service.</param>
/// <param name="Loop">The thread they live on.</param>
/// <param name="Flags">The flags of requests for all interfaces.</param>
/// <param name="InterfaceIndex">The interface to use; 0 for all.</param>
/// <param name="MaximumServices">The most services that one browse keeps.</param>
/// <param name="TimeProvider">Times retries.</param>
/// <param name="Logger">Where they log.</param>
internal sealed record RequestContext(
    IDnsSd Library, RequestLoop Loop, DnsSdFlags Flags, uint InterfaceIndex, int MaximumServices, TimeProvider TimeProvider, ILogger Logger)
{
    /// <summary>The domain of multicast DNS.</summary>
    public const string LocalDomain = "local.";

    /// <summary>How often something is there behind another reply about it: Avahi tells each thing once for each address family, the others once.</summary>
    /// <param name="before">How often it was there.</param>
    /// <param name="reply">The flags of the reply.</param>
    public int SightingsAfter(int before, DnsSdFlags reply) => (reply.HasFlag(DnsSdFlags.Add), Library.IsAvahi) switch
    {
        (true, true) => before + 1,
        (true, false) => 1,
        (false, true) => before - 1,
        (false, false) => 0,
    };
}
