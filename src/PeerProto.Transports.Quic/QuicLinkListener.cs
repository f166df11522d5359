using System.Net;
using System.Net.Quic;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PeerProto.Transports.Quic;

/// <summary>
/// Accepts without being asked, since each handshake, opening and verdict takes its own time: what has passed them waits for <see cref="AcceptAsync"/>. Each step is bounded in time and number,
/// and none of them holds up another peer's.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicLinkListener : ITransportListener
{
    /// <summary>How long the listener waits after a failure that is not one handshake's and may repeat at once.</summary>
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How many links from one address may be at their first steps at a time: as many as a session takes of an address before its peers have said who they are.
    /// </summary>
    private const int MaximumPendingPerAddress = 32;

    private readonly QuicListener _listener;
    private readonly QuicTransport _transport;
    private readonly VerdictPlaces _verdicts;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Channel<QuicLink> _admitted;
    private readonly CancellationTokenSource _disposed = new();
    private readonly PendingLinks _pending;

    public QuicLinkListener(QuicListener listener, int backlog, int maximumPendingVerdicts, QuicTransport transport, TimeProvider timeProvider, ILogger logger)
    {
        _listener = listener;
        _transport = transport;
        _pending = new PendingLinks(backlog, MaximumPendingPerAddress);
        _verdicts = new VerdictPlaces(maximumPendingVerdicts);
        _timeProvider = timeProvider;
        _logger = logger;
        _admitted = Channel.CreateBounded<QuicLink>(backlog);
        LocalEndpoint = QuicTransport.EndpointOf(listener.LocalEndPoint);
        _ = RunAsync();
    }

    public PeerEndpoint LocalEndpoint { get; }

    public async ValueTask<ITransportConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _admitted.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(typeof(ITransportListener).FullName);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_admitted.Writer.TryComplete())
            return;
        await _disposed.CancelAsync();
        await _listener.DisposeAsync();
        while (_admitted.Reader.TryRead(out QuicLink? unaccepted))
            unaccepted.Abort();
    }

    private async Task RunAsync()
    {
        while (!_disposed.IsCancellationRequested)
        {
            try
            {
                QuicConnection connection = await _listener.AcceptConnectionAsync(_disposed.Token);
                IPAddress from = connection.RemoteEndPoint.Address;
                if (_pending.TryEnter(from))
                    _ = AdmitAsync(connection, from);
                else
                    Refuse(connection, QuicCode.Busy, "as many links wait to be accepted as the backlog allows, in all or from one address");
            }
            catch (Exception) when (_disposed.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is AuthenticationException or QuicException)
            {
                QuicLog.HandshakeFailed(_logger, LocalEndpoint, QuicFailure.Name(failure));
            }
            catch (Exception failure)
            {
                QuicLog.AcceptFailed(_logger, LocalEndpoint, failure);
                await Task.Delay(FailurePause, _timeProvider, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task AdmitAsync(QuicConnection connection, IPAddress from)
    {
        try
        {
            QuicLink link = await _transport.AdmitAsync(connection, _verdicts, _disposed.Token);
            if (!_admitted.Writer.TryWrite(link))
                Refuse(connection, QuicCode.Busy, "as many links wait to be accepted as the backlog allows");
        }
        catch (PeerConnectionException refusal)
        {
            Refuse(connection, CodeOf(refusal), refusal.Cause);
        }
        catch (Exception failure)
        {
            Refuse(connection, QuicCode.Aborted, QuicFailure.Name(failure));
        }
        finally
        {
            _pending.Leave(from);
        }
    }

    private static long CodeOf(PeerConnectionException refusal) => refusal.Code switch
    {
        PeerErrorCode.ResourceExhausted => QuicCode.Busy,
        PeerErrorCode.ProtocolViolation => QuicCode.NotPeerProto,
        _ => QuicCode.NotTrusted,
    };

    private void Refuse(QuicConnection connection, long code, string reason)
    {
        if (!_disposed.IsCancellationRequested)
            QuicLog.Refused(_logger, LocalEndpoint, QuicTransport.EndpointOf(connection.RemoteEndPoint), reason);
        _ = QuicLink.CloseAsync(connection, code);
    }
}
