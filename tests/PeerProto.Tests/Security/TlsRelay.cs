using System.Net;
using System.Net.Sockets;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>
/// Stands between two peers: it ends the TLS of each side with an identity of its own, as neither side's keys are known to the other, and hands on everything that they say behind it.
/// </summary>
internal sealed class TlsRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly PeerIdentity _identity = PeerIdentity.Create();
    private readonly PeerEndpoint _far;
    private readonly string _applicationProtocol;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _relaying;
    private long _handedOn;

    public TlsRelay(PeerEndpoint far, string applicationProtocol = SecurityContext.DefaultApplicationProtocol)
    {
        _far = far;
        _applicationProtocol = applicationProtocol;
        _listener.Start();
        Endpoint = PeerEndpoint.FromAddress("tcp", (IPEndPoint)_listener.LocalEndpoint);
        _relaying = RelayAsync();
    }

    /// <summary>Where the near side believes the far one to be.</summary>
    public PeerEndpoint Endpoint { get; }

    /// <summary>What it has handed on, in both directions.</summary>
    public long HandedOn => Interlocked.Read(ref _handedOn);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _relaying.Guarded();
        _identity.Dispose();
        _ending.Dispose();
    }

    private async Task RelayAsync()
    {
        try
        {
            while (true)
            {
                using Socket near = await _listener.AcceptSocketAsync(_ending.Token);
                using Socket far = new(SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(_far.Address!, _ending.Token);
                await RelayAsync(near, far);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // the test is over
        }
    }

    private async Task RelayAsync(Socket near, Socket far)
    {
        try
        {
            IStreamSecurity security = PeerSecurity.Unverified.CreateStreamSecurity(_identity);
            SecurityContext context = new() { RemoteEndpoint = _far, ApplicationProtocol = _applicationProtocol };
            SecuredLink toNear = await security.AuthenticateAsServerAsync(new NetworkStream(near, ownsSocket: true), context, _ending.Token);
            SecuredLink toFar = await security.AuthenticateAsClientAsync(new NetworkStream(far, ownsSocket: true), context, _ending.Token);
            await Task.WhenAll(CopyAsync(toNear.Stream, toFar.Stream), CopyAsync(toFar.Stream, toNear.Stream));
            await toNear.Stream.DisposeAsync();
            await toFar.Stream.DisposeAsync();
        }
        catch (Exception ended) when (ended is IOException or PeerConnectionException or ObjectDisposedException)
        {
            // one of the two has had enough
        }
    }

    private async Task CopyAsync(Stream from, Stream to)
    {
        byte[] buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, _ending.Token)) > 0)
            {
                Interlocked.Add(ref _handedOn, count);
                await to.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
                await to.FlushAsync(_ending.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            // that side has gone
        }

        await to.DisposeAsync();
    }
}
