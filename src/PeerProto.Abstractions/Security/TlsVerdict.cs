namespace PeerProto;

/// <summary>The decision of <see cref="ITlsCredentials.JudgeAsync"/> about one peer. The default value is a refusal.</summary>
public readonly record struct TlsVerdict
{
    private readonly PeerDiagnosisCode _code;

    private TlsVerdict(bool isTrusted, PeerDiagnosisCode code, string? cause, string? remedy)
    {
        IsTrusted = isTrusted;
        _code = code;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>The peer is welcome.</summary>
    public static TlsVerdict Trusted { get; } = new(true, PeerDiagnosisCode.Unknown, null, null);

    /// <summary>Whether the peer is welcome.</summary>
    public bool IsTrusted { get; }

    /// <summary>The rule by which the peer is refused; <see cref="PeerDiagnosisCode.TrustRefused"/> unless told otherwise. Without meaning if the peer is welcome.</summary>
    public PeerDiagnosisCode Code => _code == PeerDiagnosisCode.Unknown ? PeerDiagnosisCode.TrustRefused : _code;

    /// <summary>Why the peer is refused, as a sentence without its full stop; null if it is welcome.</summary>
    public string? Cause { get; }

    /// <summary>What to do to be welcome, as a sentence without its full stop; null if the peer is welcome.</summary>
    public string? Remedy { get; }

    /// <summary>The peer is refused.</summary>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    /// <param name="code">The rule by which it is refused.</param>
    public static TlsVerdict Refused(string cause, string remedy, PeerDiagnosisCode code = PeerDiagnosisCode.TrustRefused)
    {
        ArgumentException.ThrowIfNullOrEmpty(cause);
        ArgumentException.ThrowIfNullOrEmpty(remedy);
        return new(false, code, cause, remedy);
    }
}
