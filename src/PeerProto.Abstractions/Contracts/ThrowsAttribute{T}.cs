namespace PeerProto;

/// <summary>
/// Declares an error of a contract's call: where its method throws a <see cref="PeerFault{T}"/> of this type, the caller catches the same. Any other exception stays where it was thrown;
/// the caller gets a <see cref="PeerRemoteException"/> with an id to look it up.
/// </summary>
/// <typeparam name="T">What the error tells. A type that can travel; each type stands once at a call.</typeparam>
/// <param name="id">
/// The number peers know the error by, 1 to <see cref="ChannelAttribute.MaxId"/>, unique at the call. It never changes once released. A caller that does not know it gets a
/// <see cref="PeerRemoteException"/>.
/// </param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ThrowsAttribute<T>(int id) : Attribute
{
    /// <summary>The number peers know the error by.</summary>
    public int Id { get; } = id;
}
