using System.Net.Sockets;
using System.Text;
using PeerProto.Transports.Http;

namespace PeerProto.Transports.Proxies;

/// <summary>Asks a proxy for a connection on a socket that is connected to it. Afterwards the socket's bytes are the target's.</summary>
internal sealed class ProxyTunnel(ProxyEndpoint proxy, TimeSpan deadline, TimeProvider timeProvider)
{
    /// <exception cref="PeerConnectionException">The proxy does not open it.</exception>
    public async Task OpenAsync(Socket socket, PeerEndpoint target, CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(deadline, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending.Token);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        try
        {
            if (proxy.Kind == ProxyKind.Http)
                await ConnectAsync(stream, target, linked.Token);
            else
                await new Socks5Dialogue(proxy, stream).ConnectAsync(target, linked.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception failure) when (ending.IsCancellationRequested && failure is not PeerConnectionException)
        {
            throw ProxyFailure.TimedOut(proxy, target, deadline);
        }
        catch (IOException failure)
        {
            throw ProxyFailure.Lost(proxy, target, failure);
        }
    }

    private async Task ConnectAsync(Stream stream, PeerEndpoint target, CancellationToken cancellationToken)
    {
        string authority = HttpAuthority.Of(target);
        string credentials = proxy.UserName is null
            ? ""
            : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{proxy.UserName}:{proxy.Password}"))}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{credentials}\r\n"), cancellationToken);
        HttpHead? head = await HttpHeadReader.ReadExactlyAsync(stream, cancellationToken);
        if (head?.Status() is not { } status)
            throw ProxyFailure.Garbage(proxy);
        if (status.Code is 401 or 407)
            throw ProxyFailure.Credentials(proxy, $"status {status.Code}");
        if (status.Code is < 200 or > 299)
            throw ProxyFailure.Status(proxy, target, status.Code, status.Reason);
    }
}
