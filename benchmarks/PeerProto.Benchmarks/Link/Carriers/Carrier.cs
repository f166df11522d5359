using Org.BouncyCastle.Tls;

namespace PeerProto.Benchmarks.Link.Carriers;

/// <summary>What takes the bytes of a row from process to process.</summary>
internal abstract class Carrier
{
    public static Carrier Tcp { get; } = new TcpCarrier();

    public static Carrier Tls { get; } = new TlsCarrier(Tcp);

    public static PskCarrier Psk13 { get; } = new(Tcp, ProtocolVersion.TLSv13);

    public static PskCarrier Psk12 { get; } = new(Tcp, ProtocolVersion.TLSv12);

    public static Carrier WebSocket { get; } = new WebSocketCarrier();

    public static QuicCarrier Quic { get; } = new();

    public static Carrier Nerdbank { get; } = new NerdbankCarrier(Tcp);

    /// <summary>Why it cannot be had on this machine; null where it can.</summary>
    public virtual string? Missing => null;

    /// <summary>Accepts clients until the process ends.</summary>
    /// <param name="serve">Serves one client until it goes.</param>
    /// <returns>The port.</returns>
    public abstract Task<int> ListenAsync(Func<Stream, Task> serve);

    public abstract Task<Stream> ConnectAsync(int port);
}
