using System.Net;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace PeerProto.Transports.Quic;

/// <summary>
/// Asks the system over plain UDP what System.Net.Quic does not tell: it names everything that ICMP reports an unreachable host, and what the system itself refuses an internal error. Asked
/// only after an attempt has failed in one of these two ways.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal static class UdpProbe
{
    /// <summary>How long an answer is waited for. What refused QUIC answers within a round trip; a host that is not there is known not to be.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>A better reason for a failure, or the failure itself.</summary>
    /// <param name="failure">What System.Net.Quic reported.</param>
    /// <param name="address">Where to.</param>
    /// <param name="timeProvider">Times the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Exception> ExplainAsync(Exception failure, IPEndPoint address, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (failure is not (SocketException or QuicException { QuicError: QuicError.InternalError }))
            return failure;
        using var deadline = new CancellationTokenSource(Patience, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(address, linked.Token);
            await socket.SendAsync(ReadOnlyMemory<byte>.Empty, SocketFlags.None, linked.Token);
            await socket.ReceiveAsync(new byte[1], SocketFlags.None, linked.Token);
            return failure;
        }
        catch (SocketException answer)
        {
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return failure;
        }
    }
}
