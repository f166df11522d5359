using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl;

namespace PeerProto.Security.Psk;

/// <summary>
/// Protects records with AES-GCM (RFC 5288 for TLS 1.2, RFC 8446 section 5.2 for 1.3). The derivation of its keys is BouncyCastle's; its buffers serve one record after the other, where
/// BouncyCastle makes new ones for each.
/// </summary>
internal sealed class GcmRecordCipher : TlsAeadCipher
{
    private const int NonceBytes = 12;
    private const int Tls12AdditionalBytes = 13;
    private const int Tls13AdditionalBytes = 5;

    private readonly byte[] _nonce = new byte[NonceBytes];
    private readonly byte[] _additional;
    private byte[] _output = [];
    private TlsEncodeResult? _encoded;
    private TlsDecodeResult? _decoded;

    public GcmRecordCipher(TlsCryptoParameters parameters, SystemGcm encrypt, SystemGcm decrypt, int keySize, int macSize)
        : base(parameters, encrypt, decrypt, keySize, macSize, AEAD_GCM) => _additional = new byte[m_isTlsV13 ? Tls13AdditionalBytes : Tls12AdditionalBytes];

    /// <remarks>The caller copies the result before it encodes the next record.</remarks>
    public override TlsEncodeResult EncodePlaintext(long seqNo, short contentType, ProtocolVersion recordVersion, int headerAllocation, ReadOnlySpan<byte> plaintext)
    {
        int inner = plaintext.Length + (m_isTlsV13 ? 1 : 0);
        int body = headerAllocation + m_record_iv_length;
        int length = body + inner + m_macSize;
        if (_output.Length < length)
            _output = new byte[length];
        SetNonce(m_encryptNonce, seqNo);
        if (!m_isTlsV13)
            BinaryPrimitives.WriteInt64BigEndian(_output.AsSpan(headerAllocation), seqNo); // the explicit part of the nonce
        short recordType = m_isTlsV13 ? ContentType.application_data : contentType;
        plaintext.CopyTo(_output.AsSpan(body));
        if (m_isTlsV13)
            _output[body + plaintext.Length] = (byte)contentType;
        SetAdditional(seqNo, recordType, recordVersion, m_isTlsV13 ? inner + m_macSize : inner);
        m_encryptCipher.Init(_nonce, m_macSize, null);
        m_encryptCipher.DoFinal(_additional, _output, body, inner, _output, body);
        if (_encoded is not { } last || last.buf != _output || last.len != length || last.recordType != recordType)
            _encoded = new TlsEncodeResult(_output, 0, length, recordType);
        return _encoded;
    }

    public override TlsEncodeResult EncodePlaintext(
        long seqNo, short contentType, ProtocolVersion recordVersion, int headerAllocation, byte[] plaintext, int plaintextOffset, int plaintextLength) =>
        EncodePlaintext(seqNo, contentType, recordVersion, headerAllocation, plaintext.AsSpan(plaintextOffset, plaintextLength));

    /// <remarks>Decrypts where the record lies.</remarks>
    public override TlsDecodeResult DecodeCiphertext(long seqNo, short recordType, ProtocolVersion recordVersion, byte[] ciphertext, int ciphertextOffset, int ciphertextLength)
    {
        int inner = ciphertextLength - m_record_iv_length - m_macSize;
        if (inner < (m_isTlsV13 ? 1 : 0))
            throw new TlsFatalAlert(AlertDescription.decode_error);
        SetNonce(m_decryptNonce, m_isTlsV13 ? seqNo : BinaryPrimitives.ReadInt64BigEndian(ciphertext.AsSpan(ciphertextOffset)));
        SetAdditional(seqNo, recordType, recordVersion, m_isTlsV13 ? ciphertextLength : inner);
        int start = ciphertextOffset + m_record_iv_length;
        m_decryptCipher.Init(_nonce, m_macSize, null);
        try
        {
            m_decryptCipher.DoFinal(_additional, ciphertext, start, ciphertextLength - m_record_iv_length, ciphertext, start);
        }
        catch (AuthenticationTagMismatchException failure)
        {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac, failure);
        }

        short contentType = recordType;
        if (m_isTlsV13)
        {
            // The type stands behind the content, and zeroes may stand behind the type (RFC 8446 section 5.4).
            int last = ciphertext.AsSpan(start, inner).LastIndexOfAnyExcept((byte)0);
            if (last < 0)
                throw new TlsFatalAlert(AlertDescription.unexpected_message);
            contentType = ciphertext[start + last];
            inner = last;
        }

        if (_decoded is not { } same || same.buf != ciphertext || same.off != start || same.len != inner || same.contentType != contentType)
            _decoded = new TlsDecodeResult(ciphertext, start, inner, contentType);
        return _decoded;
    }

    private void SetNonce(byte[] fixedPart, long sequence)
    {
        BinaryPrimitives.WriteInt64BigEndian(_nonce.AsSpan(NonceBytes - sizeof(long)), sequence);
        if (!m_isTlsV13)
        {
            fixedPart.CopyTo(_nonce, 0);
            return;
        }

        _nonce.AsSpan(0, NonceBytes - sizeof(long)).Clear();
        for (int i = 0; i < NonceBytes; i++)
            _nonce[i] ^= fixedPart[i];
    }

    /// <remarks>With TLS 1.2 sequence number, type, version and length of the plaintext; with 1.3 the head of the record as it is sent.</remarks>
    private void SetAdditional(long sequence, short type, ProtocolVersion version, int length)
    {
        int at = 0;
        if (!m_isTlsV13)
        {
            BinaryPrimitives.WriteInt64BigEndian(_additional, sequence);
            at = sizeof(long);
        }

        _additional[at] = (byte)type;
        _additional[at + 1] = (byte)version.MajorVersion;
        _additional[at + 2] = (byte)version.MinorVersion;
        BinaryPrimitives.WriteUInt16BigEndian(_additional.AsSpan(at + 3), (ushort)length);
    }
}
