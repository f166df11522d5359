namespace PeerProto;

/// <summary>What is in the certificate of an identity beside its key. Peers of this library look at the key only; other programs may want more.</summary>
public sealed record PeerCertificateOptions
{
    /// <summary>
    /// The longest that Apple's systems take for a certificate they judge by themselves: 825 days. An app there that pins the key, as it must for one that no authority has signed, may take any.
    /// </summary>
    public static readonly TimeSpan AppleMaximum = TimeSpan.FromDays(825);

    /// <summary>
    /// How long the certificate is valid, from a day before it is made, or null (the default) for one that never ends and does not tell when it was made. One that ends must be renewed in time:
    /// <see cref="PeerIdentity.Renew"/>.
    /// </summary>
    public TimeSpan? Validity { get; init; }

    /// <summary>The DNS names in the certificate (subjectAltName). None unless told otherwise: a name tells observers of the handshake with TLS 1.2 who this is.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The clock that says when the validity begins. Default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Validity is { } validity)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(validity, TimeSpan.Zero, nameof(Validity));
    }
}
