using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerProto.Interop.Tests.Security;

/// <summary>This library's side of connections with programs that know pre-shared keys.</summary>
internal sealed class PskPeers : IAsyncDisposable
{
    public const string Identity = "kitchen";

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly PeerIdentity _identity = PeerIdentity.Create();
    private readonly List<IDisposable> _links = [];

    public PskPeers()
    {
        _listener.Start();
        _guard.CancelAfter(Guard);
    }

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    public static string Hex { get; } = Convert.ToHexStringLower(Key);

    public static string OtherHex { get; } = Convert.ToHexStringLower([.. Enumerable.Range(2, 32).Select(static i => (byte)i)]);

    public static PeerSecurity Security { get; } = PeerSecurity.PreSharedKey(Identity, Key);

    /// <summary>What went over the last link in clear.</summary>
    public HandshakeTap? Tap { get; private set; }

    public CancellationToken Ending => _guard.Token;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async Task<SecuredLink> AcceptAsync()
    {
        TcpClient link = await _listener.AcceptTcpClientAsync(Ending);
        _links.Add(link);
        return await Security.CreateStreamSecurity(_identity).AuthenticateAsServerAsync(Tap = new HandshakeTap(link.GetStream()), Context(), Ending);
    }

    public async Task<SecuredLink> ConnectAsync(int port, PeerSecurity? security = null)
    {
        TcpClient link = new();
        _links.Add(link);
        await link.ConnectAsync(IPAddress.Loopback, port, Ending);
        return await (security ?? Security).CreateStreamSecurity(_identity).AuthenticateAsClientAsync(Tap = new HandshakeTap(link.GetStream()), Context(), Ending);
    }

    /// <summary>Expects a handshake to be refused, and returns the code of why.</summary>
    public static async Task<PeerDiagnosisCode> RefusedAsync(Task<SecuredLink> handshake) =>
        (await Assert.ThrowsAsync<PeerConnectionException>(() => handshake)).Diagnosis.Code;

    /// <summary>Reads what should come.</summary>
    public async Task ReadsAsync(Stream stream, string expected)
    {
        byte[] received = new byte[Encoding.ASCII.GetByteCount(expected)];
        await stream.ReadExactlyAsync(received, Ending);
        Assert.Equal(expected, Encoding.ASCII.GetString(received));
    }

    public ValueTask DisposeAsync()
    {
        foreach (IDisposable link in _links)
            link.Dispose();
        _listener.Dispose();
        _identity.Dispose();
        _guard.Dispose();
        return default;
    }

    private static SecurityContext Context() => new() { RemoteEndpoint = PeerEndpoint.Parse("tcp://127.0.0.1:4711") };
}
