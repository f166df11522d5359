namespace PeerProto.Cli.Apple;

/// <summary>The content of a file, or of the standard input where its name is <c>-</c>.</summary>
/// <param name="openInput">Opens the standard input.</param>
internal sealed class InputBytes(Func<Stream> openInput)
{
    /// <summary>The name that stands for the standard input.</summary>
    public const string FromInput = "-";

    /// <summary>Reads it; of what is longer one byte more than allowed, which is enough for a reader to refuse.</summary>
    /// <param name="file">The path, or <c>-</c>.</param>
    /// <param name="maximumBytes">How much is allowed.</param>
    /// <param name="cause">Why it could not be read; null where it was.</param>
    /// <returns>The content; null where it could not be read.</returns>
    public byte[]? Read(string file, int maximumBytes, out string? cause)
    {
        try
        {
            using Stream stream = file == FromInput ? openInput() : File.OpenRead(file);
            using MemoryStream content = new();
            byte[] block = new byte[64 * 1024];
            while (content.Length <= maximumBytes && stream.Read(block) is var count and > 0)
                content.Write(block, 0, count);
            cause = null;
            return content.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            cause = failure.Message.TrimEnd('.');
            return null;
        }
    }
}
