namespace PeerProto;

/// <summary>One of the one-way streams of an <see cref="IMultistreamConnection"/>. Disposing it without having completed or aborted it aborts it with code 0.</summary>
public interface ITransportSubstream : IAsyncDisposable
{
    /// <summary>
    /// The bytes: written by the side that opened the stream, read by the other. Reading returns 0 behind the last byte, and throws <see cref="IOException"/> where the writer or the
    /// link was aborted.
    /// </summary>
    Stream Stream { get; }

    /// <summary>Says that nothing more will be written: the reader gets what was written and then the end. For the writing side.</summary>
    void CompleteWrites();

    /// <summary>Completes when the peer's transport has everything up to the end, or the stream was aborted. For the writing side.</summary>
    Task WritesClosed { get; }

    /// <summary>Gives the stream up at once: the writing side resets it, the reading side asks the writer to stop (RFC 9000 sections 3.5 and 19.4). Does not throw.</summary>
    /// <param name="code">Why, for the other side: 0 to 2^62 − 1.</param>
    void Abort(long code);
}
