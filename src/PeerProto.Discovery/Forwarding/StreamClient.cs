using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// One connection of an asker: several questions on it, answered as soon as each can be. It is idle while no question is under way (RFC 7766 section 6.2.3), and what is no question does not
/// change that.
/// </summary>
internal sealed class StreamClient : IDisposable
{
    private const int MaximumQuestionsAtOnce = 16;

    private readonly Lock _gate = new();
    private readonly Socket _socket;
    private readonly SplitDnsResolver _resolver;
    private readonly StreamClients _clients;
    private readonly ILogger _logger;
    private readonly SplitDnsResolverOptions _options;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _ending;
    private readonly SemaphoreSlim _places = new(MaximumQuestionsAtOnce, MaximumQuestionsAtOnce);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private int _underWay;
    private bool _isDisposed;

    /// <param name="socket">The connection, which is disposed with this.</param>
    /// <param name="resolver">Who answers.</param>
    /// <param name="clients">Who gives places.</param>
    /// <param name="logger">Where is told what should not be.</param>
    /// <param name="options">How long the asker may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public StreamClient(Socket socket, SplitDnsResolver resolver, StreamClients clients, ILogger logger, SplitDnsResolverOptions options, CancellationToken cancellationToken)
    {
        _socket = socket;
        _resolver = resolver;
        _clients = clients;
        _logger = logger;
        _options = options;
        _idle = new CancellationTokenSource(options.StreamIdleTimeout, options.TimeProvider);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _idle.Token);
    }

    /// <summary>Answers until the asker has no more questions, is idle for too long, or the forwarder ends. Leaves its place and disposes itself afterwards.</summary>
    public async Task RunAsync()
    {
        int taken = 0;
        try
        {
            _socket.NoDelay = true;
            await using NetworkStream stream = new(_socket, ownsSocket: false);
            while (await ReadAsync(stream, _ending.Token) is { } message)
            {
                await _places.WaitAsync(_ending.Token);
                _ = AnswerAsync(message, stream);
            }

            // the asker has put all its questions; those under way are still answered
            for (; taken < MaximumQuestionsAtOnce; taken++)
                await _places.WaitAsync(_ending.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
        {
            // the asker is gone or slow, or the forwarder ends
        }
        finally
        {
            await _ending.CancelAsync();
            for (; taken < MaximumQuestionsAtOnce; taken++)
                await _places.WaitAsync(CancellationToken.None);
            Dispose();
            _clients.Leave(this);
        }
    }

    /// <summary>Ends it if no question is under way.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            if (_underWay > 0)
                return false;
            if (!_isDisposed)
                _idle.CancelAfter(TimeSpan.Zero); // in its own time: whoever makes room does not wait for it
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _ending.Dispose();
            _idle.Dispose();
            _places.Dispose();
            _writing.Dispose();
            _socket.Dispose();
        }
    }

    /// <summary>The next message; null at the end, or where it is longer than any question.</summary>
    private static async Task<byte[]?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] length = new byte[sizeof(ushort)];
        if (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancellationToken) < length.Length)
            return null;
        int announced = BinaryPrimitives.ReadUInt16BigEndian(length);
        if (announced > ClientQuery.MaximumLength)
            return null;
        byte[] message = new byte[announced];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }

    private async Task AnswerAsync(byte[] message, NetworkStream stream)
    {
        try
        {
            if (!_resolver.TryRead(message, out ClientQuery query, out byte[] refusal))
            {
                await WriteAsync(refusal, stream);
                return;
            }

            Begin();
            try
            {
                await WriteAsync(await _resolver.ResolveAsync(query, isStream: true, _ending.Token), stream);
            }
            finally
            {
                Finish();
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            await _ending.CancelAsync(); // the asker is gone or slow, perhaps in the middle of an answer, or the forwarder ends
        }
        catch (Exception failure)
        {
            ForwardingLog.Broken(_logger, failure);
            await _ending.CancelAsync();
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task WriteAsync(byte[] answer, NetworkStream stream)
    {
        if (answer.Length == 0)
            return;
        byte[] frame = new byte[sizeof(ushort) + answer.Length];
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)answer.Length);
        answer.CopyTo(frame, sizeof(ushort));
        using CancellationTokenSource slow = new(_options.StreamIdleTimeout, _options.TimeProvider);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, slow.Token);
        await _writing.WaitAsync(ending.Token);
        try
        {
            await stream.WriteAsync(frame, ending.Token);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (_underWay++ == 0)
                _idle.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private void Finish()
    {
        _clients.Touch(this); // before it rests, so that it never counts as one that rested long
        lock (_gate)
        {
            if (--_underWay == 0)
                _idle.CancelAfter(_options.StreamIdleTimeout);
        }
    }
}
