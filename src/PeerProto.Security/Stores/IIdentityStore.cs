namespace PeerProto;

/// <summary>A place that keeps one identity from one start of a program to the next: <see cref="FileIdentityStore"/>, or one that an app brings along for a vault of its system. Safe for concurrent use.</summary>
public interface IIdentityStore
{
    /// <summary>Reads the identity.</summary>
    /// <returns>The identity, which the caller disposes, or null where there is none.</returns>
    /// <exception cref="PeerStoreException">The store cannot be read, or others than its owner may use it.</exception>
    /// <exception cref="PeerIdentityException">What it holds cannot be used.</exception>
    PeerIdentity? Load();

    /// <summary>Puts an identity where none is. Of several programs that do it at once, one succeeds.</summary>
    /// <param name="identity">The identity, which remains the caller's.</param>
    /// <returns>Whether it was put there; false where there is one.</returns>
    /// <exception cref="PeerStoreException">The store cannot be written.</exception>
    bool TryAdd(PeerIdentity identity);

    /// <summary>Puts an identity in the place of the one that is there, if any: for one that was renewed, or that is to be another from now on.</summary>
    /// <param name="identity">The identity, which remains the caller's.</param>
    /// <exception cref="PeerStoreException">The store cannot be written.</exception>
    void Save(PeerIdentity identity);
}
