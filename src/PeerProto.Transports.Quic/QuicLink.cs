using System.Buffers;
using System.Net.Quic;
using System.Net.Sockets;
using System.Runtime.Versioning;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.Quic;

[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
[SupportedOSPlatform("windows")]
internal sealed class QuicLink : IMultistreamConnection
{
    private const int LingerBufferBytes = 4096;

    private readonly QuicConnection _connection;
    private readonly QuicStream _main;
    private readonly LingerPlaces _lingerPlaces;
    private readonly TimeSpan _lingerDeadline;
    private readonly TimeProvider _timeProvider;
    private int _ended;

    public QuicLink(QuicConnection connection, QuicStream main, PeerKey remoteKey, LingerPlaces lingerPlaces, TimeSpan lingerDeadline, TimeProvider timeProvider)
    {
        _connection = connection;
        _main = main;
        _lingerPlaces = lingerPlaces;
        _lingerDeadline = lingerDeadline;
        _timeProvider = timeProvider;
        LocalEndpoint = QuicTransport.EndpointOf(connection.LocalEndPoint);
        RemoteEndpoint = QuicTransport.EndpointOf(connection.RemoteEndPoint);
        Stream = new QuicByteStream(main, RemoteEndpoint, EndInOrder);

        // No channel binding: System.Net.Quic has no exporter.
        Secured = new SecuredLink(Stream, remoteKey, ChannelBinding: default);
    }

    public Stream Stream { get; }

    public SecuredLink Secured { get; }

    public PeerEndpoint LocalEndpoint { get; }

    public PeerEndpoint RemoteEndpoint { get; }

    /// <summary>Ends a connection and tells the peer why. Never fails.</summary>
    public static async Task CloseAsync(QuicConnection connection, long code)
    {
        try
        {
            await connection.CloseAsync(code);
        }
        catch (Exception failure) when (failure is QuicException or ObjectDisposedException)
        {
            // Over already.
        }

        await connection.DisposeAsync();
    }

    public async ValueTask<ITransportSubstream> OpenStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new QuicSubstream(await _connection.OpenOutboundStreamAsync(QuicStreamType.Unidirectional, cancellationToken), RemoteEndpoint);
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw QuicFailure.Lost(RemoteEndpoint, failure);
        }
    }

    public async ValueTask<ITransportSubstream> AcceptStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                QuicStream stream = await _connection.AcceptInboundStreamAsync(cancellationToken);
                if (stream.Type == QuicStreamType.Unidirectional)
                    return new QuicSubstream(stream, RemoteEndpoint);
                await stream.DisposeAsync(); // a second two-way stream in the place of the first
            }
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            throw QuicFailure.Lost(RemoteEndpoint, failure);
        }
    }

    public void Abort()
    {
        Interlocked.Exchange(ref _ended, 1);
        _ = EndAsync(QuicCode.Aborted);
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    /// <summary>Whether an operation failed because the link is over, or the peer took it for nothing.</summary>
    internal static bool IsLoss(Exception failure) =>
        failure is QuicException or ObjectDisposedException or SocketException or System.Security.Authentication.AuthenticationException;

    private void EndInOrder()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _main.CompleteWrites();
        _ = _lingerPlaces.TryTake() ? LingerAsync() : EndAsync(QuicCode.Done);
    }

    private async Task EndAsync(long code)
    {
        await CloseAsync(_connection, code);
        await _main.DisposeAsync();
    }

    /// <summary>Stays until the peer has ended its side as well, because the end of the connection drops what the peer's app has not read. Never fails.</summary>
    private async Task LingerAsync()
    {
        byte[] dropped = ArrayPool<byte>.Shared.Rent(LingerBufferBytes);
        try
        {
            using var deadline = new CancellationTokenSource(_lingerDeadline, _timeProvider);
            try
            {
                while (await _main.ReadAsync(dropped, deadline.Token) > 0)
                {
                }

                await _main.WritesClosed.WaitAsync(deadline.Token);
            }
            catch (InvalidOperationException)
            {
                // The app's own read is still under way: it ends, and the peer ends the connection.
                _main.Abort(QuicAbortDirection.Read, QuicCode.Done);
                await WaitForEndAsync(deadline.Token);
            }
        }
        catch (Exception failure) when (IsLoss(failure) || failure is OperationCanceledException)
        {
            // Lost, aborted, or waited long enough.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(dropped);
            await EndAsync(QuicCode.Done);
            _lingerPlaces.Leave();
        }
    }

    private async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        while (true)
            await (await _connection.AcceptInboundStreamAsync(cancellationToken)).DisposeAsync();
    }
}
