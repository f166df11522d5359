using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;

namespace PeerProto.Security.Psk;

/// <summary>What is learned during one handshake, by either role. BouncyCastle forgets most of it when the handshake ends, and tells little of it when the handshake fails.</summary>
internal sealed class PskHandshake
{
    private const int ShownIdentityBytes = 64;

    private readonly List<TlsSecret> _secrets = [];

    /// <summary>Whether both sides have proved that they know the key.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What both ends of this connection share and no other connection does (RFC 9266), or empty where the other side lacks the extended master secret (RFC 7627).</summary>
    public byte[] ChannelBinding { get; private set; } = [];

    /// <summary>Why this side gave up.</summary>
    public PskRefusal Refusal { get; private set; }

    /// <summary>Whether both sides mean the same identity, so that what fails from here on fails by the key.</summary>
    public bool HasIdentity { get; set; }

    /// <summary>The identity that the other side named, fit to be shown, or null.</summary>
    public string? NamedIdentity { get; private set; }

    /// <summary>The fatal alert that the other side sent, or null.</summary>
    public short? AlertReceived { get; private set; }

    /// <summary>Whether the other side ended the handshake without calling anything wrong.</summary>
    public bool WasGivenUp { get; private set; }

    /// <summary>The fatal alert that this side sent, or null.</summary>
    public short? AlertSent { get; private set; }

    public void Name(ReadOnlySpan<byte> identity)
    {
        string text = Encoding.UTF8.GetString(identity[..Math.Min(identity.Length, ShownIdentityBytes)]);
        NamedIdentity = string.Concat(text.Select(static c => IsPlain(c) ? c : '?'));
    }

    /// <summary>Makes what TLS 1.3 uses a key by. The library copies the secret and leaves its copy behind: <see cref="ForgetSecrets"/> destroys it.</summary>
    public TlsPskExternal Use(PreSharedKey key, TlsCrypto crypto)
    {
        byte[] secret = key.CopySecret();
        try
        {
            TlsSecret copy = crypto.CreateSecret(secret);
            _secrets.Add(copy);
            return new BasicTlsPskExternal(key.CopyIdentity(), copy, PrfAlgorithm.tls13_hkdf_sha256);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Destroys the copies of the key that are no longer needed.</summary>
    public void ForgetSecrets()
    {
        foreach (TlsSecret secret in _secrets)
            secret.Destroy();
        _secrets.Clear();
    }

    /// <summary>Gives up. The alert goes to the other side.</summary>
    public TlsFatalAlert Refuse(PskRefusal refusal, short alert)
    {
        Refusal = refusal;
        return new TlsFatalAlert(alert);
    }

    public void Received(short level, short alert)
    {
        if (level == AlertLevel.fatal)
            AlertReceived = alert;
        WasGivenUp |= alert == AlertDescription.close_notify;
    }

    public void Sent(short level, short alert)
    {
        if (level == AlertLevel.fatal)
            AlertSent = alert;
    }

    /// <summary>Takes what is gone a moment later: the exporter answers only during this call.</summary>
    public void Complete(TlsContext context)
    {
        SecurityParameters parameters = context.SecurityParameters;
        if (parameters.IsExtendedMasterSecret)
            ChannelBinding = context.ExportChannelBinding(Org.BouncyCastle.Tls.ChannelBinding.tls_exporter);
        ForgetSecrets();
        IsComplete = true;
    }

    /// <summary>Whether a character shows where it stands, and neither hides nor turns what stands around it.</summary>
    private static bool IsPlain(char c) =>
        char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
