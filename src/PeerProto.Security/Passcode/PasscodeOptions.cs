namespace PeerProto;

/// <summary>How <see cref="PeerSecurity.Passcode"/> works beside the passcode.</summary>
public sealed record PasscodeOptions
{
    /// <summary>
    /// Where peers are kept that have proved the passcode, each by its key; null (the default) for nowhere. It is the way from a passcode to stored trust: both sides keep each other, the passcode can
    /// be forgotten, and from the next start on <c>PeerSecurity.Paired</c> with the same store takes exactly these peers. A new peer bears the beginning of its fingerprint as its name.
    /// A peer whose key was revoked there is refused, and is not kept again. It may come back with another key while it knows the passcode: change that to be rid of a device.
    /// </summary>
    public PeerTrustStore? Remember { get; init; }
}
