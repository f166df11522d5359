namespace PeerProto;

/// <summary>What came of trying a proxy.</summary>
public enum ProxyProbeOutcome
{
    /// <summary>Every request was answered as it should be, and something shows that the page did it (<see cref="ProxyEvidence"/>).</summary>
    Ok,

    /// <summary>Every request was answered, and nothing shows that neither the proxy nor a sign-in page before it made the answers.</summary>
    Unproven,

    /// <summary>The line of the list is no proxy.</summary>
    BadFormat,

    /// <summary>The proxy's name has no address.</summary>
    Unresolvable,

    /// <summary>Nobody listens at the proxy's port.</summary>
    Refused,

    /// <summary>There is no way to the proxy's address.</summary>
    Unreachable,

    /// <summary>Proxy or page took too long.</summary>
    TimedOut,

    /// <summary>The proxy asks for a user and a password, and the list has none.</summary>
    CredentialsMissing,

    /// <summary>The proxy refused the user and the password, or does not take them in a way known here.</summary>
    CredentialsWrong,

    /// <summary>The proxy did not open a connection to the page's host.</summary>
    TunnelRefused,

    /// <summary>What listens there does not answer like a proxy of that kind, or hangs up.</summary>
    NotAProxy,

    /// <summary>The proxy opened a connection, and no trusted TLS came about on it.</summary>
    TlsFailed,

    /// <summary>The page saw the address that it sees without the proxy: the proxy hands its clients' address on, or stands behind the same one.</summary>
    SameAddress,

    /// <summary>A request was about to go around the proxy, and was stopped. This should not be possible.</summary>
    Bypassed,

    /// <summary>An answer came, and it is not the page's: another status, another text, cut off, or too long.</summary>
    WrongAnswer,
}
