using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Forwarding;

/// <summary>
/// A connection to a server that carries many questions at once; answers come in any order (RFC 7766 section 6.2.1.1). What becomes of one question is no matter of the others: the connection
/// takes no further ones only when it was closed, when nothing at all came for a while although an answer was due, or when it rested for long. Safe for concurrent use.
/// </summary>
internal sealed class StreamLink : IAsyncDisposable
{
    /// <summary>The most questions without an answer, with those that were given up: their numbers are not used again, for the answer may still come.</summary>
    public const int MaximumUnanswered = 4096;

    /// <summary>How long it may rest. Whatever lies between may have forgotten it by then (RFC 7766 section 6.2.3).</summary>
    public static readonly TimeSpan MaximumRest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Dictionary<ushort, TaskCompletionSource<byte[]?>?> _unanswered = []; // null: given up
    private readonly Task _reading;
    private long _heardAt;
    private int _waiting;
    private bool _isOpen = true;

    private StreamLink(Stream stream, TimeSpan patience, TimeProvider timeProvider)
    {
        _stream = stream;
        _patience = patience;
        _timeProvider = timeProvider;
        _heardAt = timeProvider.GetTimestamp();
        _reading = ReadAsync();
    }

    /// <summary>Whether it takes questions.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _isOpen && _unanswered.Count < MaximumUnanswered && (_waiting > 0 || _timeProvider.GetElapsedTime(_heardAt) < MaximumRest);
        }
    }

    /// <summary>Connects to a server, which must prove its name where <paramref name="tls"/> says which.</summary>
    /// <param name="server">Where it is.</param>
    /// <param name="tls">What it has to prove; null for plain TCP.</param>
    /// <param name="patience">For how long nothing at all may come while an answer is due.</param>
    /// <param name="timeProvider">Times that.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<StreamLink> OpenAsync(EndPoint server, SslClientAuthenticationOptions? tls, TimeSpan patience, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Socket socket = server is IPEndPoint ? new(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;
            await socket.ConnectAsync(server, cancellationToken);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (tls is not null)
            {
                SslStream secured = new(stream);
                stream = secured;
                await secured.AuthenticateAsClientAsync(tls, cancellationToken);
            }

            return new StreamLink(stream, patience, timeProvider);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Puts a question.</summary>
    /// <exception cref="IOException">The connection is or goes closed.</exception>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, bool extended, bool padded, CancellationToken cancellationToken)
    {
        TaskCompletionSource<byte[]?> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        long putAt = _timeProvider.GetTimestamp();
        ushort id = Enter(waiting);
        try
        {
            byte[] message = query.ForUpstream(id, extended, padded);
            byte[] frame = new byte[sizeof(ushort) + message.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
            message.CopyTo(frame, sizeof(ushort));
            await _writing.WaitAsync(cancellationToken);
            _ = WriteAsync(frame); // once begun it goes on without the asker: half a frame would spoil the connection for all
            byte[] answer = await waiting.Task.WaitAsync(cancellationToken) ?? throw new IOException("the connection was closed");
            return UpstreamAnswer.TryRead(answer, query, id, out UpstreamAnswer read) ? read : throw new InvalidDataException("what comes from there is no answer");
        }
        catch (OperationCanceledException)
        {
            GiveUp(id, putAt);
            throw;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes no further questions, and ends when the last one that waits has its answer.</summary>
    public void Retire()
    {
        lock (_gate)
        {
            _isOpen = false;
            if (_waiting > 0)
                return;
        }

        Close();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _reading;
    }

    private ushort Enter(TaskCompletionSource<byte[]?> waiting)
    {
        lock (_gate)
        {
            if (!_isOpen || _unanswered.Count >= MaximumUnanswered)
                throw new IOException("the connection was closed");
            while (true)
            {
                ushort id = QuestionId.New();
                if (!_unanswered.TryAdd(id, waiting))
                    continue;
                _waiting++;
                return id;
            }
        }
    }

    /// <summary>Forgets who asked. Where nothing came for long, perhaps nobody is there any more.</summary>
    private void GiveUp(ushort id, long putAt)
    {
        lock (_gate)
        {
            if (_unanswered.ContainsKey(id))
                _unanswered[id] = null;
            _isOpen &= _timeProvider.GetElapsedTime(Math.Max(putAt, _heardAt)) < _patience;
        }
    }

    private void Leave()
    {
        bool isLast;
        lock (_gate)
            isLast = --_waiting == 0 && !_isOpen;
        if (isLast)
            Close();
    }

    /// <summary>Sends a frame, in its turn, which the caller has. Where it cannot, the connection ends, which those who wait are told.</summary>
    private async Task WriteAsync(byte[] frame)
    {
        try
        {
            await _stream.WriteAsync(frame);
        }
        catch (Exception)
        {
            Close(); // half a frame may have gone out
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        byte[] length = new byte[sizeof(ushort)];
        try
        {
            for (int strays = 0; strays < UnicastResolver.MaximumStrays;)
            {
                await _stream.ReadExactlyAsync(length);
                byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await _stream.ReadExactlyAsync(message);
                if (message.Length < sizeof(ushort) || !TryTake(BinaryPrimitives.ReadUInt16BigEndian(message), out TaskCompletionSource<byte[]?>? waiting))
                    strays++;
                else
                    waiting?.TrySetResult(message);
            }
        }
        catch (Exception)
        {
            // the connection has ended, which those who wait are told
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Takes who waits for the answer with a number: null where the question was given up.</summary>
    private bool TryTake(ushort id, out TaskCompletionSource<byte[]?>? waiting)
    {
        lock (_gate)
        {
            _heardAt = _timeProvider.GetTimestamp();
            return _unanswered.Remove(id, out waiting);
        }
    }

    private void Close()
    {
        TaskCompletionSource<byte[]?>?[] left;
        lock (_gate)
        {
            _isOpen = false;
            left = [.. _unanswered.Values];
            _unanswered.Clear();
        }

        _stream.Dispose();
        foreach (TaskCompletionSource<byte[]?>? waiting in left)
            waiting?.TrySetResult(null);
    }
}
