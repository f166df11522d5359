using System.Net;
using System.Net.Sockets;

namespace PeerProto.Diagnostics;

/// <summary>Where nothing came back over UDP, asks the same address over TCP: silence may mean that UDP is blocked, or that nobody is there.</summary>
internal sealed class TcpComparison(TimeProvider timeProvider)
{
    /// <summary>How long TCP may take to answer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>The diagnosis with what TCP tells, or as it was where it is about something else.</summary>
    public async Task<PeerDiagnosis> ExtendAsync(PeerDiagnosis diagnosis, PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (diagnosis.Code != PeerDiagnosisCode.UdpBlocked || endpoint.Port == 0)
            return diagnosis;
        return await AnswersAsync(endpoint, cancellationToken)
            ? diagnosis with { Cause = $"{diagnosis.Cause}; TCP reaches that machine, so UDP is blocked on the way, or a firewall there drops what nobody listens for" }
            : diagnosis with
            {
                Cause = $"{diagnosis.Cause}, and nothing over TCP either",
                Remedy = $"Check that the peer's machine is on, on the same network, and still has that address; if so, a firewall drops everything. {diagnosis.Remedy}",
            };
    }

    /// <summary>Whether the machine says anything over TCP, a refusal included.</summary>
    private async Task<bool> AnswersAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(Deadline, timeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            EndPoint place = endpoint.Address is { } address ? address : new DnsEndPoint(endpoint.Host, endpoint.Port);
            await socket.ConnectAsync(place, ending.Token);
            return true;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
