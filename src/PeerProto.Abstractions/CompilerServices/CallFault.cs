namespace PeerProto.CompilerServices;

/// <summary>One declared error of a call.</summary>
/// <param name="id">The number peers know it by.</param>
public abstract class CallFault(int id)
{
    /// <summary>The number peers know it by.</summary>
    public int Id { get; } = id;

    /// <summary>Whether an exception is this error.</summary>
    /// <param name="failure">What the app's method threw.</param>
    public abstract bool Matches(Exception failure);

    /// <summary>Writes what the error tells.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="failure">An exception that <see cref="Matches"/>.</param>
    public abstract void Write(ref PeerWriter writer, Exception failure);

    /// <summary>Makes the exception for the caller.</summary>
    /// <param name="reader">What the error tells.</param>
    /// <exception cref="PeerDecodeException">The bytes are not of the declared type.</exception>
    public abstract Exception Read(ref PeerReader reader);
}
