using System.Net;

namespace PeerProto.Diagnostics;

/// <summary>What one request through a proxy showed.</summary>
/// <param name="Outcome">What it is.</param>
/// <param name="Cause">Why that is thought, as a sentence without its full stop. Never words of the proxy.</param>
/// <param name="Remedy">What to do, likewise.</param>
internal sealed record ProxyFinding(ProxyProbeOutcome Outcome, string Cause, string Remedy)
{
    private const ProxyEvidence Enough = ProxyEvidence.Certificate | ProxyEvidence.SeenAddress | ProxyEvidence.ExpectedText;

    public ProxyEvidence Evidence { get; init; }

    public string? Via { get; init; }

    public IPAddress? SeenAddress { get; init; }

    public int? Status { get; init; }

    /// <summary>An answer as it should be, and what shows that the page made it.</summary>
    public static ProxyFinding Answered(ProxyEvidence evidence) => ((evidence & Enough) != 0
        ? new ProxyFinding(ProxyProbeOutcome.Ok, "the page answered through the proxy", "")
        : new ProxyFinding(
            ProxyProbeOutcome.Unproven,
            "an answer came through the proxy, and nothing shows that the proxy, or a sign-in page before it, did not make it",
            "Take an https page, or one that tells the caller's address, or say which text is expected")) with { Evidence = evidence };

    /// <summary>What this and a later answer showed.</summary>
    public ProxyFinding And(ProxyFinding later) => Answered(Evidence & later.Evidence) with { Via = later.Via, SeenAddress = later.SeenAddress, Status = later.Status };

    /// <summary>Whether the page was reached, as far as can be told.</summary>
    public bool IsAnswer => Outcome is ProxyProbeOutcome.Ok or ProxyProbeOutcome.Unproven;
}
