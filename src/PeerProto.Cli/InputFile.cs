namespace PeerProto.Cli;

/// <summary>What a command line names as input: a path, or <c>-</c> for the standard input.</summary>
internal static class InputFile
{
    /// <summary>The name that stands for the standard input.</summary>
    public const string FromInput = "-";

    /// <summary>Opens it.</summary>
    /// <param name="path">The path, or <see cref="FromInput"/>.</param>
    /// <param name="openInput">Opens the standard input.</param>
    /// <exception cref="IOException">It cannot be opened, for whatever reason; the message says which.</exception>
    public static Stream Open(string path, Func<Stream> openInput)
    {
        if (path == FromInput)
            return openInput();
        if (path.Length == 0)
            throw new IOException("The path is empty.");
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException(Directory.Exists(path) ? $"{path} is a folder." : failure.Message.Split(" (Parameter", 2)[0], failure);
        }
    }

    /// <summary>Reads it to its end, but no more than one byte past a limit: a reader that checks the limit then refuses it.</summary>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static byte[] Read(string path, Func<Stream> openInput, int maximumBytes)
    {
        using Stream stream = Open(path, openInput);
        using MemoryStream content = new();
        byte[] block = new byte[64 * 1024];
        while (content.Length <= maximumBytes && stream.Read(block, 0, (int)Math.Min(block.Length, maximumBytes + 1 - content.Length)) is var count and > 0)
            content.Write(block, 0, count);
        return content.ToArray();
    }
}
