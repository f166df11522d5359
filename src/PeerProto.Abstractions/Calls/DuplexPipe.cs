using System.IO.Pipelines;

namespace PeerProto;

/// <summary>Two ends of bytes as one: what a byte stream's caller hands over.</summary>
/// <param name="input">Where bytes come from.</param>
/// <param name="output">Where bytes go to.</param>
public sealed class DuplexPipe(PipeReader input, PipeWriter output) : IDuplexPipe
{
    /// <summary>How many bytes wait in each direction of <see cref="CreatePair"/> before a writer waits: 256 KiB. It goes on once half of them are read.</summary>
    public const int DefaultPauseWriterThreshold = 256 * 1024;

    private static readonly PipeOptions PairOptions = new(
        pauseWriterThreshold: DefaultPauseWriterThreshold, resumeWriterThreshold: DefaultPauseWriterThreshold / 2, minimumSegmentSize: 16 * 1024);

    /// <inheritdoc/>
    public PipeReader Input { get; } = input ?? throw new ArgumentNullException(nameof(input));

    /// <inheritdoc/>
    public PipeWriter Output { get; } = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>Makes two pipes that lead to each other: what is written to one can be read from the other. Keep one, and hand the other to a byte stream.</summary>
    /// <param name="options">How each direction buffers; <see cref="DefaultPauseWriterThreshold"/> in segments of 16 KiB where null.</param>
    public static (DuplexPipe Kept, DuplexPipe Lent) CreatePair(PipeOptions? options = null)
    {
        Pipe there = new(options ?? PairOptions);
        Pipe back = new(options ?? PairOptions);
        return (new DuplexPipe(back.Reader, there.Writer), new DuplexPipe(there.Reader, back.Writer));
    }

    /// <summary>Makes a pipe over a stream that reads and writes, such as one of a socket. The stream stays the caller's to dispose.</summary>
    /// <param name="stream">The stream.</param>
    public static DuplexPipe FromStream(Stream stream) =>
        new(PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true)), PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
}
