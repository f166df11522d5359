namespace PeerProto;

/// <summary>The decision of <see cref="ITlsCredentials.JudgeAsync"/> about one peer. The default value is a refusal.</summary>
public readonly record struct TlsVerdict
{
    private TlsVerdict(bool isTrusted, string? cause, string? remedy)
    {
        IsTrusted = isTrusted;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>The peer is welcome.</summary>
    public static TlsVerdict Trusted { get; } = new(true, null, null);

    /// <summary>Whether the peer is welcome.</summary>
    public bool IsTrusted { get; }

    /// <summary>Why the peer is refused, as a sentence without its full stop; null if it is welcome.</summary>
    public string? Cause { get; }

    /// <summary>What to do to be welcome, as a sentence without its full stop; null if the peer is welcome.</summary>
    public string? Remedy { get; }

    /// <summary>The peer is refused.</summary>
    /// <param name="cause">Why, as a sentence without its full stop.</param>
    /// <param name="remedy">What to do about it, as a sentence without its full stop.</param>
    public static TlsVerdict Refused(string cause, string remedy)
    {
        ArgumentException.ThrowIfNullOrEmpty(cause);
        ArgumentException.ThrowIfNullOrEmpty(remedy);
        return new(false, cause, remedy);
    }
}
