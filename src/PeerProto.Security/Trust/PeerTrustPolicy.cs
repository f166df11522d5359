using System.Security.Cryptography.X509Certificates;
using PeerProto.Security.Trust;

namespace PeerProto;

/// <summary>Decides which peers are trusted, with a verdict that says why not. Derive from it for rules of an app's own. Instances are safe for concurrent use.</summary>
public abstract class PeerTrustPolicy
{
    /// <summary>
    /// Trusts peers whose certificate was issued by one of some authorities, as a company's own: signatures, dates, purposes and constraints are checked (RFC 5280), nothing is downloaded, and
    /// the authorities of the system count for nothing. Certificates are not looked up in lists of revoked ones: to lock a peer out before its certificate ends, keep it from getting in by its key.
    /// </summary>
    /// <param name="roots">The certificates of the authorities, at least one.</param>
    /// <param name="intermediates">Certificates of authorities between them and the peers, or null. Peers send their own certificate only.</param>
    /// <exception cref="ArgumentException">There is no root.</exception>
    public static PeerTrustPolicy Authorities(X509Certificate2Collection roots, X509Certificate2Collection? intermediates = null)
    {
        ArgumentNullException.ThrowIfNull(roots);
        if (roots.Count == 0)
            throw new ArgumentException("No authority issues no certificates: give at least one.", nameof(roots));
        return new AuthoritiesPolicy([.. roots], [.. intermediates ?? []]);
    }

    /// <summary>Decides about a peer. Called once for each connection of a peer that has proved to hold its key, from any thread, several at a time. An exception refuses the peer.</summary>
    /// <param name="peer">What is known of it.</param>
    /// <param name="cancellationToken">Cancelled when <see cref="StreamSecurityOptions.TrustDeadline"/> has passed or nobody waits any more.</param>
    public abstract ValueTask<TlsVerdict> JudgeAsync(PeerTrustContext peer, CancellationToken cancellationToken);

    /// <summary>Whether the decision may take its time, for example because a person is asked. False unless told otherwise.</summary>
    public virtual bool MayTakeTime => false;
}
