using System.Diagnostics.CodeAnalysis;

namespace PeerProto;

/// <summary>
/// An error that a call's contract declares with <see cref="ThrowsAttribute{T}"/>. The called side throws it, and the caller catches it with the value that was thrown. Where the
/// call does not declare it, the caller gets a <see cref="PeerRemoteException"/> as for any other exception.
/// </summary>
/// <typeparam name="T">What the error tells. A type that can travel.</typeparam>
/// <param name="value">What the error tells.</param>
[SuppressMessage("Naming", "CA1710", Justification = "A declared error is part of the contract, as its value is: catch (PeerFault<NotFound> fault) reads as what it is.")]
public sealed class PeerFault<T>(T value) : Exception($"The call failed with a declared error: {value}")
{
    /// <summary>What the error tells.</summary>
    public T Value { get; } = value;
}
