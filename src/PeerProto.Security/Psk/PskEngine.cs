using Org.BouncyCastle.Tls;

namespace PeerProto.Security.Psk;

/// <summary>
/// One TLS connection as a machine: records that came go in, records to send come out, and what they say lies between. It knows no link, no clock and no thread. Not safe for concurrent use.
/// Call <see cref="Offer"/> with each record in order, then <see cref="Read"/> until nothing is left; after any call take <see cref="OutputBytes"/>.
/// </summary>
internal sealed class PskEngine : IDisposable
{
    /// <summary>More than any suite adds to the plaintext of a record: head, explicit nonce, tag and type.</summary>
    public const int MaximumOverheadBytes = 64;

    private readonly PskCrypto _crypto = new();
    private readonly TlsProtocol _protocol;

    private PskEngine(PskSettings settings, string applicationProtocol, bool isClient)
    {
        if (isClient)
        {
            TlsClientProtocol protocol = new();
            _protocol = protocol;
            protocol.Connect(new PskClient(_crypto, settings, applicationProtocol, Handshake));
        }
        else
        {
            PskServer server = new(_crypto, settings, applicationProtocol, Handshake);
            PskServerProtocol protocol = new(server);
            _protocol = protocol;
            protocol.Accept(server);
        }
    }

    /// <summary>What was learned during the handshake.</summary>
    public PskHandshake Handshake { get; } = new();

    /// <summary>Whether the other side has said that it sends no more, or the connection has failed.</summary>
    public bool IsClosed => _protocol.IsClosed;

    /// <summary>How many bytes wait to be sent.</summary>
    public int OutputBytes => _protocol.GetAvailableOutputBytes();

    /// <summary>How many bytes of the other side wait to be read.</summary>
    public int InputBytes => _protocol.GetAvailableInputBytes();

    /// <summary>The most bytes of one record.</summary>
    public int RecordBytes => _protocol.ApplicationDataLimit;

    public static PskEngine CreateClient(PskSettings settings, string applicationProtocol) => new(settings, applicationProtocol, isClient: true);

    public static PskEngine CreateServer(PskSettings settings, string applicationProtocol) => new(settings, applicationProtocol, isClient: false);

    /// <summary>Takes one whole record. It is decrypted where it lies.</summary>
    /// <exception cref="TlsFatalAlert">The record breaks the rules; the alert that tells the other side waits to be sent.</exception>
    /// <exception cref="TlsFatalAlertReceived">The record is such an alert.</exception>
    public void Offer(byte[] bytes, int offset, int length) => _protocol.OfferInput(bytes, offset, length);

    /// <summary>Takes as many bytes of the other side as there are.</summary>
    public int Read(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, InputBytes);
        return count == 0 ? 0 : _protocol.ReadApplicationData(destination[..count]);
    }

    /// <summary>Makes records of these bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _protocol.WriteApplicationData(bytes);

    /// <summary>Moves what waits to be sent.</summary>
    public int TakeOutput(byte[] destination, int offset) => _protocol.ReadOutput(destination, offset, destination.Length - offset);

    /// <summary>Says goodbye: the message of it waits to be sent.</summary>
    public void Close()
    {
        if (!IsClosed)
            _protocol.Close();
    }

    /// <summary>Forgets all keys.</summary>
    public void Dispose()
    {
        Handshake.ForgetSecrets();
        _crypto.Dispose();
    }
}
