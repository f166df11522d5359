using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using PeerProto.Transports.Sockets;

namespace PeerProto.Transports.WebSockets;

/// <summary>
/// The bytes of binary messages, as a stream. Each write is one message, sent in fragments where it is long, so that the base library's copy of it stays small. Where messages end means
/// nothing to the reader. Disposing it says goodbye (RFC 6455 section 7.1.1) and waits in the background for the peer to do the same.
/// </summary>
internal sealed class WebSocketStream : Stream
{
    /// <summary>How much of a message is copied and masked at a time.</summary>
    private const int MaximumFragmentBytes = 64 * 1024;

    /// <summary>How much a read that can be cancelled takes at most.</summary>
    private const int HeldBytes = 16 * 1024;

    private const string AsynchronousOnly = "A WebSocket link reads and writes asynchronously only.";

    private readonly WebSocket _socket;
    private readonly Stream _secured;
    private readonly SocketLinkSettings _settings;
    private readonly Action _abort;
    private readonly int _maximumMessageBytes;
    private int _disposed;
    private bool _ended;
    private long _receivedOfMessage;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;

    private Task<int>? _heldRead;
    private byte[]? _held;
    private int _heldStart;
    private int _heldCount;

    /// <summary>Takes over a stream on which the upgrade is done.</summary>
    /// <param name="secured">The stream; owned from here on.</param>
    /// <param name="isServer">Whether this side took the upgrade rather than asked for it.</param>
    /// <param name="options">How the link behaves.</param>
    /// <param name="settings">Clock, deadline and places of the goodbye.</param>
    /// <param name="abort">Ends the link below at once.</param>
    public WebSocketStream(Stream secured, bool isServer, WebSocketOptions options, SocketLinkSettings settings, Action abort)
    {
        _secured = secured;
        _settings = settings;
        _abort = abort;
        _maximumMessageBytes = options.MaximumMessageBytes;
        _socket = WebSocket.CreateFromStream(
            new WebSocketBase(secured, OnLibraryGaveUp),
            new WebSocketCreationOptions { IsServer = isServer, KeepAliveInterval = options.KeepAliveInterval });
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <remarks>The base library ends the link when a read is cancelled, so a read that can be cancelled goes by a buffer of this stream and leaves its bytes there for the next one.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled || _heldRead is not null || _heldCount > 0 ? ReadHeldAsync(buffer, cancellationToken) : ReceiveAsync(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <remarks>Cancelling a write that has begun ends the link: the peer would wait for the rest of the message.</remarks>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(ITransportConnection));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            for (int left = _maximumMessageBytes; !buffer.IsEmpty;)
            {
                int count = Math.Min(Math.Min(buffer.Length, MaximumFragmentBytes), left);
                left -= count;
                bool last = count == buffer.Length || left == 0;
                await _socket.SendAsync(buffer[..count], WebSocketMessageType.Binary, last, cancellationToken).ConfigureAwait(false);
                buffer = buffer[count..];
                if (left == 0)
                    left = _maximumMessageBytes;
            }
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            _abort();
            throw new OperationCanceledException("The write was cancelled, and the link with it.", failure, cancellationToken);
        }
        catch (Exception failure) when (IsOfTheLink(failure))
        {
            throw Lost(failure);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException(AsynchronousOnly);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException(AsynchronousOnly);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
            _ = EndInOrderAsync();
        base.Dispose(disposing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(ITransportConnection));
        while (!_ended)
        {
            ValueWebSocketReceiveResult received;
            try
            {
                received = await _socket.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsOfTheLink(failure))
            {
                throw Lost(failure);
            }

            if (received.MessageType == WebSocketMessageType.Close)
                End();
            else if (received.MessageType == WebSocketMessageType.Text)
                throw Refuse(WebSocketCloseStatus.InvalidMessageType, "Only binary messages are taken here");
            else if ((_receivedOfMessage += received.Count) > _maximumMessageBytes)
                throw Refuse(WebSocketCloseStatus.MessageTooBig, $"Messages of {_maximumMessageBytes} bytes at most are taken here");
            if (received.EndOfMessage)
                _receivedOfMessage = 0;
            if (received.Count > 0 || buffer.IsEmpty)
                return received.Count;
        }

        return 0;
    }

    private async ValueTask<int> ReadHeldAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, typeof(ITransportConnection));
        cancellationToken.ThrowIfCancellationRequested();
        if (_heldCount == 0)
        {
            Task<int> read = _heldRead ??= ReceiveAsync(_held ??= new byte[HeldBytes]).AsTask();
            await ((Task)read.WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!read.IsCompleted)
                throw new OperationCanceledException(cancellationToken);
            _heldRead = null;
            _heldStart = 0;
            _heldCount = await read.ConfigureAwait(false);
        }

        int count = Math.Min(buffer.Length, _heldCount);
        _held.AsMemory(_heldStart, count).CopyTo(buffer);
        _heldStart += count;
        _heldCount -= count;
        return count;
    }

    /// <summary>The peer has said goodbye. With some words for it, it is a failure.</summary>
    private void End()
    {
        if (_socket.CloseStatus is null or WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.EndpointUnavailable or WebSocketCloseStatus.Empty)
        {
            _ended = true;
            return;
        }

        string words = string.IsNullOrEmpty(_socket.CloseStatusDescription) ? "" : $" ({WebSocketHandshake.Shortened(_socket.CloseStatusDescription)})";
        throw new IOException($"The peer closed the WebSocket link with code {(int)_socket.CloseStatus}{words}.");
    }

    /// <summary>Tells the peer why it is let go. What is written meanwhile still arrives or fails.</summary>
    private IOException Refuse(WebSocketCloseStatus status, string why)
    {
        _closeStatus = status;
        _ = TellAsync(status, why);
        return new IOException($"The peer broke the rules of this WebSocket link: {why}.");
    }

    private async Task TellAsync(WebSocketCloseStatus status, string why)
    {
        try
        {
            await _socket.CloseOutputAsync(status, why, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsOfTheLink(failure))
        {
            // The peer is gone and needs no reason any more.
        }
    }

    /// <summary>Says goodbye, waits for the peer's goodbye while dropping what it still sends, and ends the link below. Never throws.</summary>
    private async Task EndInOrderAsync()
    {
        bool mayWait = _settings.LingerPlaces.TryTake();
        try
        {
            using var deadline = new CancellationTokenSource(_settings.LingerDeadline, _settings.TimeProvider);
            using CancellationTokenRegistration late = deadline.Token.UnsafeRegister(static abort => ((Action)abort!)(), _abort);
            await (mayWait
                ? _socket.CloseAsync(_closeStatus, null, CancellationToken.None)
                : _socket.CloseOutputAsync(_closeStatus, null, CancellationToken.None)).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsOfTheLink(failure))
        {
            // Lost, aborted, or waited long enough.
        }
        finally
        {
            if (mayWait)
                _settings.LingerPlaces.Leave();
            _socket.Dispose();
            await _secured.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void OnLibraryGaveUp()
    {
        if (!IsDisposed)
            _abort();
    }

    private Exception Lost(Exception failure) => IsDisposed
        ? new ObjectDisposedException(typeof(ITransportConnection).FullName, failure)
        : new IOException(
            failure is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError or WebSocketError.NotAWebSocket }
                ? "The peer broke the rules of WebSocket."
                : "The WebSocket link was lost.",
            failure);

    private static bool IsOfTheLink(Exception failure) =>
        failure is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException
            or System.Net.Sockets.SocketException;
}
