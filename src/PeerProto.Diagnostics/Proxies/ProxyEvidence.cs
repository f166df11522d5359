namespace PeerProto;

/// <summary>
/// What shows that an answer was made beyond the proxy and not by it. That the request left through the proxy needs no showing: the client opens connections to nowhere else.
/// </summary>
[Flags]
public enum ProxyEvidence
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The answer names who forwarded it (<c>Via</c>, RFC 9110 section 7.6.3). That is the proxy's own word, and a gateway before the page may have given it.</summary>
    Via = 1,

    /// <summary>The answer has the text that was expected. A cache may have had it too.</summary>
    ExpectedText = 2,

    /// <summary>The page's certificate was checked, end to end through the proxy.</summary>
    Certificate = 4,

    /// <summary>The answer repeats a random number that only this request had.</summary>
    Nonce = 8,

    /// <summary>The answer tells from which address the request came, and that is the proxy's, or another than without the proxy.</summary>
    SeenAddress = 16,
}
