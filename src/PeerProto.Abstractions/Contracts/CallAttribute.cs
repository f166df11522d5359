namespace PeerProto;

/// <summary>
/// Marks a contract's method as a call. Its shape follows from its signature: a result of <see cref="ValueTask{TResult}"/> is a unary call, a result of <see cref="IAsyncEnumerable{T}"/>
/// a server stream, a parameter of that type a client stream, and both a duplex stream. Parameters of type <see cref="IProgress{T}"/>, <see cref="PeerDeadline"/> and
/// <see cref="CancellationToken"/> are no arguments: they report back, limit and end the call. For raw bytes there is <see cref="StreamAttribute"/>.
/// </summary>
/// <param name="id">The number peers know the call by, 1 to <see cref="ChannelAttribute.MaxId"/>, unique among the contract's channels and calls.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CallAttribute(int id) : Attribute
{
    /// <summary>The number peers know the call by.</summary>
    public int Id { get; } = id;

    /// <summary>
    /// How long the call may take, in milliseconds, from the app's wish to its end: then it fails with a <see cref="PeerDeadlineException"/>, and the called method is cancelled. Without
    /// a limit unless told otherwise. A <see cref="PeerDeadline"/> parameter can shorten it, not lengthen it.
    /// </summary>
    public int DeadlineMilliseconds { get; set; }

    /// <summary>
    /// The most bytes that the arguments, the result, an item of either side or a report may have, each encoded by itself; checked before it is sent and before a received one is
    /// decoded. Unless told otherwise, only the connection's own limit holds.
    /// </summary>
    public int MaxSize { get; set; }

    /// <summary>
    /// How many of one peer's calls of this method run at once, 1 to <see cref="ChannelAttribute.MostConcurrency"/>. The others wait in the order they came, their deadlines running. Local: the
    /// peer need not say the same. Unless told otherwise, as many as the peer may have under way.
    /// </summary>
    public int Concurrency { get; set; }

    /// <summary>
    /// Whether doing the call twice comes to the same as doing it once: a promise of the contract, for whoever has to decide what to do about a call whose connection ended before its
    /// result. PeerProto itself repeats no call. False unless told otherwise.
    /// </summary>
    public bool Idempotent { get; set; }
}
