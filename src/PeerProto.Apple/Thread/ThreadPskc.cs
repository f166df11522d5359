using System.Security.Cryptography;
using System.Text;

namespace PeerProto.Apple;

/// <summary>
/// Makes the key that commissioners of a Thread network prove their passphrase with (Thread specification 8.4.1.2): PBKDF2 with AES-CMAC-PRF-128 (RFC 4615), 16,384 rounds, salted with
/// <c>Thread</c>, the extended PAN identifier and the name of the network.
/// </summary>
public static class ThreadPskc
{
    /// <summary>The number of bytes of a PSKc.</summary>
    public const int Length = 16;

    /// <summary>The fewest bytes of UTF-8 in a passphrase.</summary>
    public const int MinimumPassphraseLength = 6;

    /// <summary>The most bytes of UTF-8 in a passphrase.</summary>
    public const int MaximumPassphraseLength = 255;

    private const int Rounds = 16_384;
    private const int ExtendedPanIdLength = 8;
    private const int MaximumNameLength = 16;

    /// <summary>Derives it.</summary>
    /// <param name="passphrase">The passphrase, 6 to 255 bytes of UTF-8. It is taken as it is: upper and lower case differ, and Unicode is not normalised.</param>
    /// <param name="networkName">The name, 1 to 16 bytes of UTF-8.</param>
    /// <param name="extendedPanId">The extended PAN identifier, eight bytes.</param>
    /// <returns>A new array of <see cref="Length"/> bytes, a secret.</returns>
    /// <exception cref="ArgumentException">An argument has the wrong length.</exception>
    public static byte[] Derive(string passphrase, string networkName, ReadOnlySpan<byte> extendedPanId)
    {
        RefuseUnlessPassphrase(passphrase);
        ArgumentException.ThrowIfNullOrEmpty(networkName);
        byte[] name = Encoding.UTF8.GetBytes(networkName);
        if (name.Length > MaximumNameLength)
            throw new ArgumentException($"The name has {name.Length} bytes of UTF-8, more than {MaximumNameLength}.", nameof(networkName));
        if (extendedPanId.Length != ExtendedPanIdLength)
            throw new ArgumentException($"The extended PAN identifier has {extendedPanId.Length} bytes and not {ExtendedPanIdLength}.", nameof(extendedPanId));

        byte[] secret = Encoding.UTF8.GetBytes(passphrase);
        try
        {
            using AesCmac prf = AesCmac.ForPrf128(secret);
            byte[] block = new byte[AesCmac.Length];
            prf.Compute([.. "Thread"u8, .. extendedPanId, .. name, 0, 0, 0, 1], block);
            byte[] key = [.. block];
            for (int round = 1; round < Rounds; round++)
            {
                prf.Compute(block, block);
                for (int i = 0; i < key.Length; i++)
                    key[i] ^= block[i];
            }

            CryptographicOperations.ZeroMemory(block);
            return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    internal static void RefuseUnlessPassphrase(string passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        int length = Encoding.UTF8.GetByteCount(passphrase);
        if (length is < MinimumPassphraseLength or > MaximumPassphraseLength)
            throw new ArgumentException($"The passphrase has {length} bytes of UTF-8; it needs {MinimumPassphraseLength} to {MaximumPassphraseLength}.", nameof(passphrase));
    }
}
