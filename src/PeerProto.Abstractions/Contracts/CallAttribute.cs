namespace PeerProto;

/// <summary>
/// Marks a contract's method as a call. Its shape follows from its signature: a result of <see cref="ValueTask{TResult}"/> is a unary call,
/// a result of <see cref="IAsyncEnumerable{T}"/> a server stream, a parameter of that type a client stream.
/// </summary>
/// <param name="id">The number peers know the call by, 1 to <see cref="ChannelAttribute.MaxId"/>, unique among the contract's channels and calls.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CallAttribute(int id) : Attribute
{
    /// <summary>The number peers know the call by.</summary>
    public int Id { get; } = id;
}
