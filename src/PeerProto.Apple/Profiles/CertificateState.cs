namespace PeerProto.Apple;

/// <summary>What is known of a certificate payload.</summary>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Cause">The same as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
internal sealed record CertificateState(CertificateFault Fault, string Cause, string Remedy)
{
    public static CertificateState Good { get; } = new(CertificateFault.None, "", "");

    /// <summary>Whether it can never serve, whatever the date is.</summary>
    public bool IsBroken => Fault is CertificateFault.Empty or CertificateFault.Unreadable;
}
