using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using PeerProto.Discovery.Dns;
using PeerProto.Discovery.WideArea;

namespace PeerProto.Discovery.Tests.WideArea;

/// <summary>A name server on loopback, over UDP and TCP, that answers from a list of records.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _running = [];
    private readonly Lock _gate = new();
    private List<DnsRecord> _records = [];

    public NameServer()
    {
        while (true)
        {
            _tcp = new TcpListener(IPAddress.Loopback, 0);
            _tcp.Start();
            Address = (IPEndPoint)_tcp.LocalEndpoint;
            try
            {
                _udp.Bind(Address);
                break;
            }
            catch (SocketException)
            {
                _tcp.Dispose(); // somebody else has that port over UDP
            }
        }

        _running.Add(RunUdpAsync());
        _running.Add(RunTcpAsync());
    }

    public IPEndPoint Address { get; }

    /// <summary>What was asked, in the order in which it came.</summary>
    public ConcurrentQueue<DnsQuestion> Asked { get; } = [];

    /// <summary>How often it was asked over TCP.</summary>
    public int AskedOverTcp { get; private set; }

    /// <summary>Whether it says nothing.</summary>
    public volatile bool IsSilent;

    /// <summary>The code that it answers everything with, or 0.</summary>
    public volatile int Code;

    /// <summary>Whether it takes questions with EDNS for nonsense.</summary>
    public volatile bool IsOld;

    /// <summary>What it adds to answers about addresses.</summary>
    public IReadOnlyList<DnsRecord> Beside { get; set; } = [];

    /// <summary>What it sends before each answer.</summary>
    public Func<byte[], IEnumerable<byte[]>> Strays { get; set; } = static _ => [];

    public void Set(params DnsRecord[] records)
    {
        lock (_gate)
            _records = [.. records];
    }

    public static DnsRecord Pointer(string name, DnsName target, uint lifetime = 60) => new(DnsName.Parse(name), DnsRecordType.Ptr, new PointerData(target), lifetime);

    public static DnsRecord Location(DnsName name, string host, ushort port, uint lifetime = 60) =>
        new(name, DnsRecordType.Srv, new ServiceData(0, 0, port, host == "." ? DnsName.Root : DnsName.Parse(host)), lifetime);

    public static DnsRecord Text(DnsName name, TxtRecord txt, uint lifetime = 60) => new(name, DnsRecordType.Txt, new OpaqueData(txt.Encode()), lifetime);

    public static DnsRecord Host(string name, string address, uint lifetime = 60)
    {
        IPAddress read = IPAddress.Parse(address);
        return new(DnsName.Parse(name), read.AddressFamily == AddressFamily.InterNetwork ? DnsRecordType.A : DnsRecordType.Aaaa, new AddressData(read), lifetime);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _tcp.Dispose();
        _udp.Dispose();
        await Task.WhenAll(_running);
        _ending.Dispose();
    }

    private async Task RunUdpAsync()
    {
        byte[] buffer = new byte[DnsLimits.MaximumMessageLength];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _ending.Token);
                if (Answer(buffer.AsSpan(0, received.ReceivedBytes)) is not { } answer)
                    continue;
                foreach (byte[] stray in Strays(answer))
                    await _udp.SendToAsync(stray, SocketFlags.None, received.RemoteEndPoint, _ending.Token);
                if (answer.Length > 1232)
                    answer = Cut(answer);
                await _udp.SendToAsync(answer, SocketFlags.None, received.RemoteEndPoint, _ending.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RunTcpAsync()
    {
        try
        {
            while (true)
            {
                using Socket client = await _tcp.AcceptSocketAsync(_ending.Token);
                AskedOverTcp++;
                await ServeAsync(client);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: false);
            byte[] length = new byte[2];
            await stream.ReadExactlyAsync(length, _ending.Token);
            byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(question, _ending.Token);
            if (Answer(question) is not { } answer)
                return;
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
            await stream.WriteAsync((byte[])[.. length, .. answer], _ending.Token);
        }
        catch (IOException)
        {
            // whoever asked has given up
        }
    }

    /// <summary>The question with the bit that says that the rest did not fit.</summary>
    private static byte[] Cut(byte[] answer)
    {
        Assert.Equal(DnsReadError.None, DnsMessageReader.TryRead(answer, out DnsMessage? message, DnsLimits.MaximumStreamMessageLength));
        var writer = new DnsMessageWriter(512);
        writer.TryAdd(message!.Questions[0]);
        return writer.ToMessage(message.Id, isResponse: true, isTruncated: true);
    }

    private byte[]? Answer(ReadOnlySpan<byte> bytes)
    {
        if (DnsMessageReader.TryRead(bytes, out DnsMessage? query) != DnsReadError.None || query!.Questions is not [{ } question])
            return null;
        Asked.Enqueue(question);
        if (IsSilent)
            return null;

        List<DnsRecord> answers;
        lock (_gate)
            answers = _records.FindAll(question.IsAnsweredBy);
        bool isTooNew = IsOld && query.Additionals.Count > 0;
        var writer = new DnsMessageWriter(DnsLimits.MaximumMessageLength);
        if (!isTooNew)
            writer.TryAdd(question);
        if (Code == 0 && !isTooNew)
        {
            foreach (DnsRecord answer in question.Type is DnsRecordType.A ? answers.Concat(Beside) : answers)
                writer.TryAdd(DnsSection.Answer, answer);
        }

        byte[] message = writer.ToMessage(query.Id, isResponse: true, isTruncated: false);
        message[3] = (byte)(isTooNew ? DnsReply.FormatError : Code != 0 ? Code : answers.Count == 0 ? DnsReply.NameError : 0);
        return message;
    }
}
