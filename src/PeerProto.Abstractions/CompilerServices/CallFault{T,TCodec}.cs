namespace PeerProto.CompilerServices;

/// <summary>A declared error that is a <see cref="PeerFault{T}"/>.</summary>
/// <typeparam name="T">What the error tells.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
/// <param name="id">The number peers know it by.</param>
public sealed class CallFault<T, TCodec>(int id) : CallFault(id)
    where TCodec : struct, IPeerCodec<T>
{
    /// <inheritdoc/>
    public override bool Matches(Exception failure) => failure is PeerFault<T>;

    /// <inheritdoc/>
    public override void Write(ref PeerWriter writer, Exception failure) => TCodec.Write(ref writer, ((PeerFault<T>)failure).Value);

    /// <inheritdoc/>
    public override Exception Read(ref PeerReader reader) => new PeerFault<T>(TCodec.Read(ref reader));
}
