using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// A server that is asked over UDP, and over TCP where an answer was cut. Each question leaves from a port of its own under a random number; what else arrives there, be it late, forged or
/// longer than was asked for, is no answer (RFC 5452).
/// </summary>
internal sealed class DatagramServer(IPEndPoint server, TimeSpan patience, TimeProvider timeProvider) : IUpstreamServer
{
    public string Place { get; } = server.ToString();

    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, CancellationToken cancellationToken)
    {
        UpstreamAnswer answer = await AskAsync(query, extended: true, cancellationToken);
        // An old server that knows no EDNS says so in one of these ways (RFC 6891 section 7).
        bool extended = answer.IsExtended || answer.Code is not ((int)DnsCode.FormatError or (int)DnsCode.NotImplemented);
        if (!extended)
            answer = await AskAsync(query, extended, cancellationToken);
        if (!answer.IsTruncated)
            return answer;
        try
        {
            return await AskOverTcpAsync(query, extended, cancellationToken);
        }
        catch (Exception failure) when (failure is SocketException or IOException or InvalidDataException or OperationCanceledException)
        {
            return answer; // that it was cut tells the asker more than a failure
        }
    }

    public ValueTask DisposeAsync() => default;

    /// <remarks>The connection is closed at once: small servers spend a process on each, and long answers are rare.</remarks>
    private async Task<UpstreamAnswer> AskOverTcpAsync(ClientQuery query, bool extended, CancellationToken cancellationToken)
    {
        await using StreamLink link = await StreamLink.OpenAsync(server, tls: null, patience, timeProvider, cancellationToken);
        return await link.AskAsync(query, extended, padded: false, cancellationToken);
    }

    private async Task<UpstreamAnswer> AskAsync(ClientQuery query, bool extended, CancellationToken cancellationToken)
    {
        using Socket socket = new(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        RandomPort.Bind(socket);
        await socket.ConnectAsync(server, cancellationToken);
        ushort id = QuestionId.New();
        await socket.SendAsync(query.ForUpstream(id, extended), SocketFlags.None, cancellationToken);
        byte[] buffer = new byte[ClientQuery.MaximumUpstreamDatagram + 1];
        for (int strays = 0; strays < UnicastResolver.MaximumStrays; strays++)
        {
            int length;
            try
            {
                length = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.MessageSize)
            {
                continue; // so Windows tells of a datagram that is longer than was asked for
            }

            if (length < buffer.Length && UpstreamAnswer.TryRead(buffer.AsMemory(0, length), query, id, out UpstreamAnswer answer))
                return answer;
        }

        throw new InvalidDataException("what comes from there is no answer");
    }
}
