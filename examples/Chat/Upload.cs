using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PeerProto;

namespace Chat;

/// <summary>Sends one file to one peer and tells how it goes.</summary>
internal sealed class Upload(string path, Peer<IChat> peer)
{
    private const int PieceBytes = 32 * 1024;
    private const int Reports = 4;
    private const double Mebibyte = 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string _name = Path.GetFileName(path);
    private readonly string _to = Terminal.NameOf(peer);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using IncrementalHash hash = _hash;
        try
        {
            await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            long length = file.Length;
            long started = Stopwatch.GetTimestamp();
            string stored = await peer.Contract.SendFileAsync(
                new FileOffer(_name, length), ReadAsync(file, length, started, cancellationToken), cancellationToken);
            string sent = Convert.ToHexStringLower(_hash.GetHashAndReset());
            Console.WriteLine(stored == sent
                ? $"sent {_name} to {_to} ({length} bytes, {Rate(length, started)}, sha256 {sent})"
                : $"not sent {_name} to {_to}: it arrived with another sha256");
        }
        catch (Exception failure) when (failure is PeerException or PeerRemoteException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"not sent {_name} to {_to}: {failure.Message}");
        }
    }

    /// <summary>Reads the file piece by piece, no faster than the peer takes them.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        FileStream file, long length, long started, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] piece = new byte[PieceBytes]; // one is enough: it is encoded before the next is asked for
        long sent = 0;
        long reported = 0;
        while (await file.ReadAsync(piece, cancellationToken) is > 0 and int read)
        {
            _hash.AppendData(piece, 0, read);
            yield return piece.AsMemory(0, read);
            sent += read;
            if (sent * Reports / length > reported && sent < length)
            {
                reported = sent * Reports / length;
                Console.WriteLine($"sending {_name} to {_to}: {100 * reported / Reports} % at {Rate(sent, started)}");
            }
        }
    }

    private static string Rate(long bytes, long started) => $"{bytes / Mebibyte / Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} MiB/s";
}
