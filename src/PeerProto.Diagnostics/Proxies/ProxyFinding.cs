using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>What one request through a proxy showed.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Cause">Why that is thought, as a sentence without its full stop. Never words of the proxy.</param>
/// <param name="Remedy">What to do, likewise.</param>
internal sealed record ProxyFinding(ProxyProbeOutcome Outcome, string Cause, string Remedy)
{
    public ProxyEvidence Evidence { get; init; }

    public string? Via { get; init; }

    public IPAddress? SeenAddress { get; init; }

    public int? Status { get; init; }

    /// <summary>Whether the page was reached, as far as can be told.</summary>
    public bool IsAnswer => Outcome is ProxyProbeOutcome.Ok or ProxyProbeOutcome.Unproven;
}
