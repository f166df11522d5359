using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.WideArea;

/// <summary>
/// Asks name servers over UDP, and over TCP where an answer does not fit (RFC 1035 section 4.2, RFC 7766). Each question leaves from a port of its own under a random number, and only what
/// comes from the server asked, with that number and that question, is its answer (RFC 5452).
/// </summary>
internal sealed class UnicastResolver(
    IReadOnlyList<DnsResolverRule> rules, Func<IReadOnlyList<IPEndPoint>> servers, TimeSpan answerTimeout, int attempts, TimeProvider timeProvider)
{
    /// <summary>The most datagrams that are looked at for one question.</summary>
    public const int MaximumStrays = 64;

    /// <summary>How long an answer over UDP may be: what passes every path unbroken (RFC 9715).</summary>
    public const int MaximumDatagramLength = 1232;

    private static readonly DnsMatch Local = DnsMatch.Suffix("local");

    private const int FlagsByte = 2;
    private const byte RecursionDesired = 0x01;
    private const int CodeByte = 3;
    private const byte CodeMask = 0x0F;

    /// <summary>Asks about a name.</summary>
    /// <remarks>Each server is asked at least once. Names below <c>local</c> are multicast DNS's, and no name server is asked about them (RFC 6762 section 3).</remarks>
    /// <exception cref="NameServerException">Nobody answered, or nobody who could, or nobody may be asked.</exception>
    public async Task<DnsReply> AskAsync(DnsName name, DnsRecordType type, CancellationToken cancellationToken)
    {
        if (IsLocal(name))
            throw new NameServerException($"{name} is a name of the local network, about which no name server is asked");
        IReadOnlyList<IPEndPoint> asked = DnsResolverRule.Select(rules, name)?.Servers ?? servers();
        if (asked.Count == 0)
            throw new NameServerException($"there is no name server to ask about {name}");

        string trouble = "";
        for (int attempt = 0; attempt < Math.Max(attempts, asked.Count); attempt++)
        {
            IPEndPoint server = asked[attempt % asked.Count];
            using var timeout = new CancellationTokenSource(answerTimeout, timeProvider);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
            try
            {
                DnsReply reply = await AskAsync(server, new DnsQuestion(name, type), ending.Token);
                if (reply.IsAnswer)
                    return reply;
                trouble = $"{server} answered {NameOf(reply.Code)}";
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                trouble = $"{server} did not answer within {answerTimeout.TotalSeconds:0.###} s";
            }
            catch (Exception failure) when (failure is SocketException or IOException)
            {
                trouble = $"{server} cannot be reached ({failure.Message})";
            }
        }

        throw new NameServerException($"nobody answered about {name}: {trouble}");
    }

    /// <summary>Whether a name belongs to multicast DNS.</summary>
    public static bool IsLocal(DnsName name) => Local.Matches(name);

    private static async Task<DnsReply> AskAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellationToken)
    {
        DnsReply reply = await AskOverUdpAsync(server, question, extended: true, cancellationToken);
        // An old server that knows no EDNS says so in one of these ways (RFC 6891 section 7).
        bool extended = reply.Code is not (DnsReply.FormatError or DnsReply.NotImplemented);
        if (!extended)
            reply = await AskOverUdpAsync(server, question, extended, cancellationToken);
        return reply.Message.IsTruncated ? await AskOverTcpAsync(server, question, extended, cancellationToken) : reply;
    }

    private static async Task<DnsReply> AskOverUdpAsync(IPEndPoint server, DnsQuestion question, bool extended, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        RandomPort.Bind(socket);
        await socket.ConnectAsync(server, cancellationToken);
        ushort id = NewId();
        await socket.SendAsync(Write(question, id, extended), SocketFlags.None, cancellationToken);
        byte[] buffer = new byte[DnsLimits.MaximumMessageLength];
        for (int strays = 0; strays < MaximumStrays; strays++)
        {
            int length = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            if (TryRead(buffer.AsSpan(0, length), question, id) is { } reply)
                return reply;
        }

        throw new IOException("what comes from there is no answer");
    }

    private static async Task<DnsReply> AskOverTcpAsync(IPEndPoint server, DnsQuestion question, bool extended, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        ushort id = NewId();
        byte[] message = Write(question, id, extended);
        byte[] length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)message.Length);
        await stream.WriteAsync((byte[])[.. length, .. message], cancellationToken);
        await stream.ReadExactlyAsync(length, cancellationToken);
        byte[] answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return TryRead(answer, question, id) ?? throw new IOException("what comes from there is no answer");
    }

    private static byte[] Write(DnsQuestion question, ushort id, bool extended)
    {
        var writer = new DnsMessageWriter(DnsLimits.MaximumMessageLength, DnsNameCompression.None);
        writer.TryAdd(question);
        if (extended) // The class of an OPT record is the length that its sender takes (RFC 6891 section 6.1.2).
            writer.TryAdd(DnsSection.Additional, new DnsRecord(DnsName.Root, DnsRecordType.Opt, new OpaqueData(default), 0, Class: (DnsClass)MaximumDatagramLength));
        byte[] message = writer.ToMessage(id, isResponse: false, isTruncated: false);
        message[FlagsByte] |= RecursionDesired;
        return message;
    }

    /// <summary>Reads what may be the answer; null where it is none.</summary>
    private static DnsReply? TryRead(ReadOnlySpan<byte> bytes, DnsQuestion question, ushort id) =>
        DnsMessageReader.TryRead(bytes, out DnsMessage? message, DnsLimits.MaximumStreamMessageLength) == DnsReadError.None
        && message!.Id == id && message.IsResponse && IsAbout(message, question, bytes[CodeByte] & CodeMask)
            ? new DnsReply(message, bytes[CodeByte] & CodeMask)
            : null;

    /// <summary>Whether the question comes back with the answer. A server that did not understand it need not repeat it.</summary>
    private static bool IsAbout(DnsMessage message, DnsQuestion question, int code) => message.Questions switch
    {
        [{ } asked] => asked.Type == question.Type && asked.Class == question.Class && asked.Name.Equals(question.Name),
        [] => code is DnsReply.FormatError or DnsReply.NotImplemented,
        _ => false,
    };

    private static ushort NewId() => BinaryPrimitives.ReadUInt16LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ushort)));

    private static string NameOf(int code) => code switch
    {
        DnsReply.FormatError => "that it does not understand the question (FORMERR)",
        2 => "that it failed (SERVFAIL)",
        DnsReply.NotImplemented => "that it cannot answer such questions (NOTIMP)",
        5 => "that it refuses (REFUSED)",
        _ => $"with code {code}",
    };
}
