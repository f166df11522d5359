using System.Globalization;
using System.Net;
using System.Text;

namespace PeerProto.Diagnostics;

/// <summary>Says what an answer through a proxy means.</summary>
internal sealed class ProxyJudge(ProxyEndpoint proxy, ProbeTarget target, string? expectedText, int maximumAnswerBytes, IPAddress? directAddress)
{
    private const int MaximumViaLength = 200;

    /// <param name="answer">The answer.</param>
    /// <param name="nonce">The number that only this request had, or null.</param>
    /// <param name="link">The connection on which it came.</param>
    public ProxyFinding Judge(ProxyAnswer answer, string? nonce, ProxyLink? link)
    {
        ProxyFinding finding = Refusal(answer) ?? WrongAnswer(answer, nonce) ?? Answer(answer, nonce, link);
        return finding with { Status = answer.Status, Via = ViaOf(answer) };
    }

    private ProxyFinding? Refusal(ProxyAnswer answer)
    {
        bool isInTunnel = answer.Url.Scheme == Uri.UriSchemeHttps || proxy.Kind == ProxyKind.Socks5;
        if (answer.Status == 407 && !isInTunnel)
        {
            return answer.ProxySchemes.Count > 0 && !answer.ProxySchemes.Any(static scheme => scheme.ToUpperInvariant() is "BASIC" or "DIGEST")
                ? new ProxyFinding(ProxyProbeOutcome.CredentialsWrong, "the proxy takes neither basic nor digest authentication (status 407)", "Ask whoever runs the proxy for one of the two")
                : ProxyFindings.Credentials(proxy, 407);
        }

        return answer.Status == 401 && !isInTunnel && (answer.IsProxysOwn || answer.ProxySchemes.Count > 0) ? ProxyFindings.Credentials(proxy, 401) : null;
    }

    private ProxyFinding? WrongAnswer(ProxyAnswer answer, string? nonce)
    {
        if (!target.IsPlaceOf(answer.Url))
            return Wrong("the answer sends on to another host or port", "If that is right, take the address of that page; else the proxy, or a hotspot's sign-in before it, made this answer");
        if (answer.Status is >= 300 and < 400)
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"status {answer.Status}: redirects go round in a circle, or to where no request goes"), "Take the page's last address");
        if (answer.Status is < 200 or > 299)
        {
            return Wrong(
                string.Create(CultureInfo.InvariantCulture, $"status {answer.Status}{(answer.IsProxysOwn ? ", from the proxy itself" : "")}"),
                answer.Status switch
                {
                    401 => "Take a page that asks for no password; where this one does not, the proxy refused user and password",
                    403 => "Take a page that everyone may read, or ask whoever runs the proxy to allow this one",
                    502 or 503 or 504 => "Check that the page answers without the proxy; if so, the proxy cannot reach it",
                    _ => "Check that the page answers without the proxy",
                });
        }

        if (answer.Body is null)
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"the answer is longer than {maximumAnswerBytes} bytes"), "Take a smaller page");
        if (nonce is not null && !answer.Body.Contains(nonce, StringComparison.Ordinal))
            return Wrong("the answer does not repeat the number of the request: the proxy, or a cache, made it", "Check that the page repeats its address; if it does, do not use this proxy");
        return expectedText is not null && !answer.Body.Contains(expectedText, StringComparison.Ordinal)
            ? Wrong("the answer has not the text that was expected: the proxy may have made it", "Check what the page says without the proxy; if it has the text, do not use this proxy")
            : null;
    }

    private ProxyFinding Answer(ProxyAnswer answer, string? nonce, ProxyLink? link)
    {
        IPAddress? seen = SeenAddress.In(answer.Body!);
        ProxyEvidence evidence = (answer.Via is null ? ProxyEvidence.None : ProxyEvidence.Via)
            | (expectedText is null ? ProxyEvidence.None : ProxyEvidence.ExpectedText)
            | (answer.Url.Scheme == Uri.UriSchemeHttps ? ProxyEvidence.Certificate : ProxyEvidence.None)
            | (nonce is null ? ProxyEvidence.None : ProxyEvidence.Nonce)
            | (seen is not null && IsProxys(seen, link) ? ProxyEvidence.SeenAddress : ProxyEvidence.None);
        return seen is not null && IsOwn(seen, link)
            ? new ProxyFinding(
                ProxyProbeOutcome.SameAddress,
                $"the page saw {seen}, which is what it sees without the proxy",
                "The proxy hands its clients' address on, or stands behind the same one as this machine; take another proxy, or a page outside of that network") { Evidence = evidence, SeenAddress = seen }
            : ProxyFinding.Answered(evidence) with { SeenAddress = seen };
    }

    private bool IsOwn(IPAddress seen, ProxyLink? link) =>
        directAddress is not null ? seen.Equals(directAddress) : link is { Near: { } near, Far: { } far } && seen.Equals(near) && !near.Equals(far);

    private bool IsProxys(IPAddress seen, ProxyLink? link) => directAddress is not null ? !seen.Equals(directAddress) : link is { Near: { } near, Far: { } far } && seen.Equals(far) && !near.Equals(far);

    /// <summary>The words of the answer about who forwarded it; none where the password is in them.</summary>
    private string? ViaOf(ProxyAnswer answer)
    {
        if (answer.Via is not { } via || !string.IsNullOrEmpty(proxy.Password) && (via.Contains(proxy.Password, StringComparison.Ordinal) || via.Contains(BasicOf(proxy), StringComparison.Ordinal)))
            return null;
        return via.Length <= MaximumViaLength ? via : via[..MaximumViaLength];
    }

    private static string BasicOf(ProxyEndpoint proxy) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{proxy.UserName}:{proxy.Password}"));

    private static ProxyFinding Wrong(string cause, string remedy) => new(ProxyProbeOutcome.WrongAnswer, cause, remedy);
}
