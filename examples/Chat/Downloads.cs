using System.Security.Cryptography;
using System.Text;

namespace Chat;

/// <summary>
/// Stores what peers send in one folder and nowhere else, whatever name a peer gives. A file appears under its name when it is whole; until then
/// it is a <c>.part</c>. A few files at a time, a bound on their size, and a peer that stops in the middle is given up.
/// </summary>
internal sealed class Downloads(string folder)
{
    private const int FilesAtATime = 8;
    private const long LargestFile = 16L * 1024 * 1024 * 1024;
    private const int LongestNameBytes = 200; // file systems take 255, and a number may follow
    private const string FallbackName = "file";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _places = new(FilesAtATime);

    public async Task<StoredFile> StoreAsync(FileOffer offer, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        if (offer.Length is < 0 or > LargestFile)
            throw new InvalidDataException($"A file of {offer.Length} bytes is not taken; the most is {LargestFile}.");
        if (!_places.Wait(0, cancellationToken))
            throw new InvalidOperationException($"There are {FilesAtATime} files on their way already.");

        Directory.CreateDirectory(folder);
        string part = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            string sha256 = await WriteAsync(part, offer.Length, pieces, cancellationToken);
            return new StoredFile(Publish(part, SafeName(offer.Name)), offer.Length, sha256);
        }
        finally
        {
            File.Delete(part); // gone already when all went well
            _places.Release();
        }
    }

    private static async Task<string> WriteAsync(string part, long length, IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(Patience);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream file = new(part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        long written = 0;
        await foreach (ReadOnlyMemory<byte> piece in pieces.WithCancellation(silence.Token))
        {
            silence.CancelAfter(Patience);
            written += piece.Length;
            if (written > length)
                throw new InvalidDataException($"More came than the {length} bytes that were offered.");
            hash.AppendData(piece.Span);
            await file.WriteAsync(piece, cancellationToken);
        }

        return written == length
            ? Convert.ToHexStringLower(hash.GetHashAndReset())
            : throw new InvalidDataException($"{written} of {length} bytes came.");
    }

    /// <summary>Gives the whole file its name, or that name with a number where it is taken.</summary>
    private string Publish(string part, string name)
    {
        for (int number = 1; ; number++)
        {
            string free = number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}";
            string target = Path.Combine(folder, free);
            if (Path.Exists(target))
                continue;
            try
            {
                File.Move(part, target, overwrite: false);
                return free;
            }
            catch (IOException) when (Path.Exists(target))
            {
                // another file took the name meanwhile
            }
        }
    }

    /// <summary>The last part of a name, of letters that no file system gives a meaning to.</summary>
    private static string SafeName(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string kept = last.Length > LongestNameBytes ? last[^LongestNameBytes..] : last; // the end tells the type
        while (Encoding.UTF8.GetByteCount(kept) > LongestNameBytes)
            kept = kept[1..];
        string plain = string.Concat(kept.Select(letter => char.IsControl(letter) || "<>:\"|?*".Contains(letter, StringComparison.Ordinal) ? '_' : letter));
        plain = plain.Trim('.', ' ');
        return plain.Length == 0 ? FallbackName : plain;
    }
}
