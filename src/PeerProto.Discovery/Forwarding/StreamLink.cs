using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Forwarding;

/// <summary>A connection to a server that carries many questions at once; answers come in any order (RFC 7766 section 6.2.1.1). Safe for concurrent use.</summary>
internal sealed class StreamLink : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _stream;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Dictionary<ushort, TaskCompletionSource<byte[]>> _waiting = [];
    private readonly Task _reading;
    private bool _isOpen = true;

    private StreamLink(Stream stream)
    {
        _stream = stream;
        _reading = ReadAsync();
    }

    /// <summary>Whether it takes questions.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
                return _isOpen;
        }
    }

    /// <summary>Connects to a server, which must prove its name where <paramref name="tls"/> says which.</summary>
    public static async Task<StreamLink> OpenAsync(EndPoint server, SslClientAuthenticationOptions? tls, CancellationToken cancellationToken)
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

            return new StreamLink(stream);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Puts a question. Where it is given up, the connection takes no further ones: perhaps nobody is there any more.</summary>
    /// <exception cref="IOException">The connection is or goes closed.</exception>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    public async Task<UpstreamAnswer> AskAsync(ClientQuery query, bool extended, bool padded, CancellationToken cancellationToken)
    {
        TaskCompletionSource<byte[]> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ushort id = Enter(waiting);
        bool isDone = false;
        try
        {
            byte[] message = query.ForUpstream(id, extended, padded);
            byte[] frame = new byte[sizeof(ushort) + message.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
            message.CopyTo(frame, sizeof(ushort));
            await WriteAsync(frame, cancellationToken);
            byte[] answer = await waiting.Task.WaitAsync(cancellationToken);
            isDone = UpstreamAnswer.TryRead(answer, query, id, out UpstreamAnswer read);
            return isDone ? read : throw new InvalidDataException("what comes from there is no answer");
        }
        finally
        {
            Leave(id, isDone);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _reading;
    }

    private ushort Enter(TaskCompletionSource<byte[]> waiting)
    {
        lock (_gate)
        {
            if (!_isOpen)
                throw new IOException("the connection was closed");
            while (true)
            {
                ushort id = QuestionId.New();
                if (_waiting.TryAdd(id, waiting))
                    return id;
            }
        }
    }

    private void Leave(ushort id, bool isDone)
    {
        bool isLast;
        lock (_gate)
        {
            _waiting.Remove(id);
            _isOpen &= isDone;
            isLast = !_isOpen && _waiting.Count == 0;
        }

        if (isLast)
            Close();
    }

    private async Task WriteAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(frame, cancellationToken);
        }
        catch
        {
            Close(); // half a frame may have gone out
            throw;
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
                if (message.Length < sizeof(ushort) || !TryTake(BinaryPrimitives.ReadUInt16BigEndian(message), out TaskCompletionSource<byte[]>? waiting))
                    strays++; // late, or nonsense
                else
                    waiting.TrySetResult(message);
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // told to those who wait
        }
        finally
        {
            Close();
        }
    }

    private bool TryTake(ushort id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TaskCompletionSource<byte[]>? waiting)
    {
        lock (_gate)
            return _waiting.TryGetValue(id, out waiting);
    }

    private void Close()
    {
        TaskCompletionSource<byte[]>[] left;
        lock (_gate)
        {
            _isOpen = false;
            left = [.. _waiting.Values];
        }

        _stream.Dispose();
        foreach (TaskCompletionSource<byte[]> waiting in left)
            waiting.TrySetException(new IOException("the connection was closed"));
    }
}
