namespace PeerProto.Apple;

/// <summary>
/// Keeps the credentials of Thread networks: the seam between an app and the system's store, which is Apple's ThreadNetwork framework on iPhones and iPads. Implementations are safe for
/// concurrent use and fail with <see cref="ThreadCredentialException"/>, which says why and what to do.
/// </summary>
public interface IThreadCredentialStore
{
    /// <summary>Stores the data set of a border agent, in the place of an older one.</summary>
    /// <param name="borderAgent">The border agent.</param>
    /// <param name="dataset">A complete active data set.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun may still happen.</param>
    /// <exception cref="ThreadCredentialException">It cannot be stored.</exception>
    ValueTask StoreAsync(BorderAgentId borderAgent, ThreadDataset dataset, CancellationToken cancellationToken = default);

    /// <summary>Removes what this team stored for a border agent.</summary>
    /// <param name="borderAgent">The border agent.</param>
    /// <param name="cancellationToken">Ends the wait; what was begun may still happen.</param>
    /// <returns>Whether there was something; true where the store does not tell.</returns>
    /// <exception cref="ThreadCredentialException">It cannot be removed.</exception>
    ValueTask<bool> DeleteAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default);

    /// <summary>Gets what this team stored for a border agent. Nobody is asked.</summary>
    /// <param name="borderAgent">The border agent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The credentials; null when there are none.</returns>
    /// <exception cref="ThreadCredentialException">The store cannot be used.</exception>
    ValueTask<ThreadCredentials?> FindAsync(BorderAgentId borderAgent, CancellationToken cancellationToken = default);

    /// <summary>Gets the credentials of a network, whoever stored them. The system asks the user.</summary>
    /// <param name="extendedPanId">The extended PAN identifier, its first byte in the highest bits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The credentials; null when there are none.</returns>
    /// <exception cref="ThreadCredentialException">The user says no, or the store cannot be used.</exception>
    ValueTask<ThreadCredentials?> FindByExtendedPanIdAsync(ulong extendedPanId, CancellationToken cancellationToken = default);

    /// <summary>Gets everything that this team stored. Nobody is asked.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ThreadCredentialException">The store cannot be used.</exception>
    ValueTask<IReadOnlyList<ThreadCredentials>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether there is a preferred network. Nobody is asked.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ThreadCredentialException">The store cannot be used.</exception>
    ValueTask<bool> HasPreferredAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the credentials of the preferred network of the home, whoever stored them. The system asks the user.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The credentials; null when there is no preferred network.</returns>
    /// <exception cref="ThreadCredentialException">The user says no, or the store cannot be used.</exception>
    ValueTask<ThreadCredentials?> GetPreferredAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether a data set is that of the preferred network. Nobody is asked.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ThreadCredentialException">The store cannot be used.</exception>
    ValueTask<bool> IsPreferredAsync(ThreadDataset dataset, CancellationToken cancellationToken = default);
}
