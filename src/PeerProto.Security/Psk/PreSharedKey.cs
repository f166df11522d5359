using System.Security.Cryptography;
using System.Text;

namespace PeerProto;

/// <summary>
/// A secret that the members of a group know beforehand, and the name by which they mean it. The name goes over the wire in clear; the secret never does, and nothing here shows it. Immutable.
/// </summary>
public sealed class PreSharedKey
{
    /// <summary>The fewest bytes of a secret: 16. Fewer could be guessed by whoever records one handshake.</summary>
    public const int MinimumSecretBytes = 16;

    /// <summary>The most bytes of a secret: 256, which every TLS library takes.</summary>
    public const int MaximumSecretBytes = 256;

    /// <summary>The most bytes of an identity in UTF-8: 128, which every TLS library takes (RFC 4279 section 5.3).</summary>
    public const int MaximumIdentityBytes = 128;

    private readonly byte[] _identity;
    private readonly byte[] _secret;

    /// <summary>Makes a key from its name and its secret.</summary>
    /// <param name="identity">The name by which both sides mean the secret, 1 to <see cref="MaximumIdentityBytes"/> bytes of UTF-8. Everybody on the path can read it.</param>
    /// <param name="secret">
    /// The secret, <see cref="MinimumSecretBytes"/> to <see cref="MaximumSecretBytes"/> random bytes. It is copied. A text that people remember is not random enough: see <c>docs/security.md</c>.
    /// </param>
    /// <exception cref="ArgumentException">The identity or the secret is too short or too long.</exception>
    public PreSharedKey(string identity, ReadOnlySpan<byte> secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        if (secret.Length is < MinimumSecretBytes or > MaximumSecretBytes)
            throw new ArgumentException($"A pre-shared key has {MinimumSecretBytes} to {MaximumSecretBytes} bytes, not {secret.Length}.", nameof(secret));
        _identity = Encoding.UTF8.GetBytes(identity);
        if (_identity.Length > MaximumIdentityBytes)
            throw new ArgumentException($"The identity of a pre-shared key has at most {MaximumIdentityBytes} bytes of UTF-8, not {_identity.Length}.", nameof(identity));
        Identity = identity;
        _secret = secret.ToArray();
    }

    /// <summary>The name by which both sides mean the secret. It is no secret itself.</summary>
    public string Identity { get; }

    /// <summary>
    /// Makes the key that Apple's TicTacToe sample, and the many apps that began as a copy of it, make from a code that people type:
    /// HMAC-SHA256 with the code as its key and the identity as its message, both in UTF-8. The sample's identity is <c>TicTacToe</c>.
    /// </summary>
    /// <remarks>
    /// For talking to such apps, and for nothing else: whoever records one handshake tries all short codes without asking anybody, a million a second.
    /// Let people pair with <c>PeerSecurity.Passcode</c>, which gives no such guess away, or use a random secret.
    /// </remarks>
    /// <param name="identity">The name by which both sides mean the key.</param>
    /// <param name="passcode">The code, not empty.</param>
    public static PreSharedKey FromApplePasscode(string identity, string passcode)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentException.ThrowIfNullOrEmpty(passcode);
        Span<byte> secret = stackalloc byte[HMACSHA256.HashSizeInBytes];
        byte[] code = Encoding.UTF8.GetBytes(passcode);
        try
        {
            HMACSHA256.HashData(code, Encoding.UTF8.GetBytes(identity), secret);
            return new PreSharedKey(identity, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(code);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Tells the identity and not the secret.</summary>
    public override string ToString() => $"pre-shared key '{Identity}'";

    /// <summary>The identity as it goes over the wire, in an array that the caller may keep.</summary>
    internal byte[] CopyIdentity() => [.. _identity];

    /// <summary>The secret, in an array that the caller zeroes.</summary>
    internal byte[] CopySecret() => [.. _secret];

    internal bool IsNamed(ReadOnlySpan<byte> identity) => identity.SequenceEqual(_identity);
}
