using System.IO.Pipelines;

namespace PeerProto;

/// <summary>
/// Marks a contract's method as a byte stream: a call with one parameter of type <see cref="IDuplexPipe"/>, through which both sides send raw bytes, in order and held back by a slow reader,
/// while the call lasts. It returns a task, with or without a result; other parameters are as in a <see cref="CallAttribute"/>. The called method has a pipe of its own: what the caller's
/// <see cref="IDuplexPipe.Input"/> gives can be read from the method's, and what the method writes comes out of the caller's <see cref="IDuplexPipe.Output"/>.
/// </summary>
/// <param name="id">The number peers know the call by, 1 to <see cref="ChannelAttribute.MaxId"/>, unique among the contract's channels and calls.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StreamAttribute(int id) : Attribute
{
    /// <summary>The number peers know the call by.</summary>
    public int Id { get; } = id;

    /// <summary>How long the call may take, in milliseconds, from the app's wish to its end, as <see cref="CallAttribute.DeadlineMilliseconds"/>. Without a limit unless told otherwise.</summary>
    public int DeadlineMilliseconds { get; set; }

    /// <summary>
    /// The most bytes that the arguments, the result or a report may have, each encoded by itself. The bytes of the stream have no limit. Unless told otherwise, only the connection's own
    /// limit holds.
    /// </summary>
    public int MaxSize { get; set; }

    /// <summary>How many of one peer's calls of this method run at once, as <see cref="CallAttribute.Concurrency"/>. Unless told otherwise, as many as the peer may have under way.</summary>
    public int Concurrency { get; set; }
}
