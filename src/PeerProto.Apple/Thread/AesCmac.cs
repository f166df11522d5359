using System.Security.Cryptography;

namespace PeerProto.Apple;

/// <summary>AES-CMAC with a key of 128 bits (RFC 4493), over the AES of the system.</summary>
internal sealed class AesCmac : IDisposable
{
    public const int Length = 16;

    private const byte Reduction = 0x87;
    private const byte Padding = 0x80;

    private readonly Aes _aes;
    private readonly byte[] _wholeBlockKey = new byte[Length];
    private readonly byte[] _partBlockKey = new byte[Length];

    public AesCmac(ReadOnlySpan<byte> key)
    {
        _aes = Aes.Create();
        _aes.Key = key.ToArray();
        Span<byte> zero = stackalloc byte[Length];
        zero.Clear();
        _aes.EncryptEcb(zero, _wholeBlockKey, PaddingMode.None);
        Double(_wholeBlockKey, _wholeBlockKey);
        Double(_wholeBlockKey, _partBlockKey);
    }

    /// <summary>AES-CMAC-PRF-128 (RFC 4615): a key of any length; one that has not 16 bytes is first made into one.</summary>
    public static AesCmac ForPrf128(ReadOnlySpan<byte> key)
    {
        if (key.Length == Length)
            return new AesCmac(key);
        using AesCmac shortening = new(new byte[Length]);
        Span<byte> shortened = stackalloc byte[Length];
        shortening.Compute(key, shortened);
        AesCmac made = new(shortened);
        CryptographicOperations.ZeroMemory(shortened);
        return made;
    }

    /// <summary>Computes the code of a message. The target may be the message itself.</summary>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> code)
    {
        Span<byte> state = stackalloc byte[Length];
        state.Clear();
        while (message.Length > Length)
        {
            Xor(state, message[..Length]);
            _aes.EncryptEcb(state, state, PaddingMode.None);
            message = message[Length..];
        }

        Xor(state, message);
        if (message.Length == Length)
        {
            Xor(state, _wholeBlockKey);
        }
        else
        {
            state[message.Length] ^= Padding;
            Xor(state, _partBlockKey);
        }

        _aes.EncryptEcb(state, code, PaddingMode.None);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_wholeBlockKey);
        CryptographicOperations.ZeroMemory(_partBlockKey);
        _aes.Dispose();
    }

    private static void Xor(Span<byte> state, ReadOnlySpan<byte> with)
    {
        for (int i = 0; i < with.Length; i++)
            state[i] ^= with[i];
    }

    /// <summary>Doubling in GF(2^128).</summary>
    private static void Double(ReadOnlySpan<byte> value, Span<byte> doubled)
    {
        int carry = value[0] >> 7;
        for (int i = 0; i < Length - 1; i++)
            doubled[i] = (byte)(value[i] << 1 | value[i + 1] >> 7);
        doubled[Length - 1] = (byte)(value[Length - 1] << 1 ^ (carry != 0 ? Reduction : 0));
    }
}
