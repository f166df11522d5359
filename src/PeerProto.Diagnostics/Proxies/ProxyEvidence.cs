namespace PeerProto;

/// <summary>
/// What shows that an answer was made by the page and not on the way. That the request left through the proxy needs no showing: the client opens connections to nowhere else. Only
/// <see cref="ExpectedText"/>, <see cref="Certificate"/> and <see cref="SeenAddress"/> are enough for <see cref="ProxyProbeOutcome.Ok"/>. Over http a proxy that means to deceive can make up all but the certificate.
/// </summary>
[Flags]
public enum ProxyEvidence
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The answer names who forwarded it (<c>Via</c>, RFC 9110 section 7.6.3). Proxies put that on pages of their own too.</summary>
    Via = 1,

    /// <summary>The answer repeats a random number that stood in the address of this request: no cache had it. Sign-in pages repeat addresses too.</summary>
    Nonce = 2,

    /// <summary>The answer has the text that was expected. Without <see cref="Nonce"/>, a cache may have had it.</summary>
    ExpectedText = 4,

    /// <summary>The answer tells from which address the request came, and that is the proxy's, or another than without the proxy.</summary>
    SeenAddress = 8,

    /// <summary>The page's certificate was checked, end to end through the proxy.</summary>
    Certificate = 16,
}
