using System.Buffers;
using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.FlowControl;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Sessions;

namespace PeerProto.Tests.Support;

/// <summary>A peer moved by hand: it does what the test tells it, and nothing else.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly ITransportConnection _link;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[65_536];
    private byte[] _pending = [];
    private OutboundBuffer _spare = new();

    private RawPeer(ITransportConnection link, SecuredLink secured, Hello hello, ProtocolLimits limits, PeerContractDescriptor? contract = null)
    {
        _link = link;
        _stream = secured.Stream;
        Machine = new ConnectionMachine(
            new ConnectionSetup { IsInitiator = true, Local = hello, Contract = contract ?? TestContractDescriptor.Instance, RemoteKey = secured.RemoteKey, Seed = 1, Limits = limits, IsMultistream = link is IMultistreamConnection },
            TimeSpan.Zero);
    }

    public ConnectionMachine Machine { get; }

    /// <summary>The link, where it has streams of its own.</summary>
    public IMultistreamConnection Streams => (IMultistreamConnection)_link;

    public static Hello CreateHello(PeerId id, string instance = "raw", PeerContractDescriptor? contract = null) => new()
    {
        Contract = (contract ?? TestContractDescriptor.Instance).Name,
        ContractVersion = (contract ?? TestContractDescriptor.Instance).Version,
        Fingerprint = (contract ?? TestContractDescriptor.Instance).Fingerprint,
        Id = id,
        Instance = instance,
        DisplayName = "raw",
    };

    /// <summary>An identifier whose order among others the test chooses by its first byte.</summary>
    public static PeerId CreateId(byte first)
    {
        byte[] bytes = new byte[PeerId.Length];
        bytes[0] = first;
        bytes[^1] = 1;
        return new PeerId(bytes);
    }

    public static async Task<RawPeer> ConnectAsync(ITransport transport, PeerEndpoint endpoint, Hello hello, IStreamSecurity? security = null, ProtocolLimits? limits = null, PeerContractDescriptor? contract = null)
    {
        ITransportConnection link = await transport.ConnectAsync(endpoint, TestContext.Current.CancellationToken);
        SecuredLink secured = security is null
            ? new SecuredLink(link.Stream, null, default)
            : await security.AuthenticateAsClientAsync(link.Stream, new SecurityContext { RemoteEndpoint = link.RemoteEndpoint }, TestContext.Current.CancellationToken);
        return new RawPeer(link, secured, hello, limits ?? ProtocolLimits.Default, contract);
    }

    /// <summary>Connects as a session with these options would, with an identity of its own, and says the hello of one unless told another.</summary>
    public static async Task<RawPeer> ConnectAsync(PeerSessionOptions options, PeerEndpoint endpoint, Hello? hello = null)
    {
        PeerIdentity identity = options.Identity ?? PeerIdentity.Create();
        StreamSecurityOptions securing = new() { HandshakeDeadline = Guard.Patience };
        using LinkAuthenticator authenticator = new(options.Security.CreateLinkAuthentication(identity, securing), identity.Key, Guard.Patience, TimeProvider.System);
        LinkOpener opener = new(options.Security.CreateStreamSecurity(identity, securing), authenticator, Guard.Patience, TimeProvider.System);
        ITransport transport = options.Transports[0].Create(new TransportSetup { Credentials = options.Security.CreateTlsCredentials(identity) });
        OpenLink link = await opener.ConnectAsync(new LinkCandidate(transport, endpoint), static () => { }, TestContext.Current.CancellationToken).Guarded();
        PeerId id = options.Security.IdentifiesPeers ? PeerId.FromKey(identity.Key) : CreateId(1);
        return new RawPeer(link.Transport, link.Secured, hello ?? CreateHello(id), ProtocolLimits.Default);
    }

    /// <summary>Goes on until the connection is ready.</summary>
    public async Task JoinAsync()
    {
        while (await NextAsync() is { } change)
        {
            if (change.Kind == ConnectionEventKind.DecisionNeeded)
                Machine.Admit();
            else if (change.Kind == ConnectionEventKind.Ready)
            {
                await WriteAsync();
                return;
            }
        }

        Assert.Fail($"The connection ended: {Machine.CloseInfo}");
    }

    /// <summary>Goes on until the connection is over.</summary>
    public async Task<CloseInfo> WhenClosedAsync()
    {
        while (await NextAsync() is { } change)
        {
            if (change.Kind == ConnectionEventKind.DecisionNeeded)
                Machine.Admit();
        }

        return Machine.CloseInfo!;
    }

    /// <summary>Writes what the machine has put out, and reads until it finds something.</summary>
    public async Task<ConnectionEvent?> NextAsync()
    {
        while (true)
        {
            ReadOnlySequence<byte> input = new(_pending);
            bool isFound = Machine.HandleInput(ref input, TimeSpan.Zero, out ConnectionEvent change);
            _pending = input.ToArray();
            if (isFound)
                return change;
            await WriteAsync();
            if (Machine.Phase == ConnectionPhase.Closed)
                return null;
            int count = await ReadAsync();
            if (count == 0)
            {
                Machine.HandleEndOfInput("");
                return null;
            }

            _pending = [.. _pending, .. _buffer.AsSpan(0, count)];
        }
    }

    public async Task WriteAsync()
    {
        OutboundBuffer filled = Machine.ExchangeOutput(_spare);
        try
        {
            await _stream.WriteAsync(filled.WrittenMemory, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // what can still be read tells why
        }

        filled.Clear();
        _spare = filled;
    }

    /// <summary>What waits to be written to a stream of its own.</summary>
    public byte[] TakeLane()
    {
        Assert.True(Machine.TryTakeLane(out OutboundLane? lane));
        using OutboundBuffer filled = lane!.TryExchange(new OutboundBuffer())!;
        return filled.WrittenMemory.ToArray();
    }

    /// <summary>Writes bytes past the machine.</summary>
    public Task WriteAsync(byte[] bytes) => _stream.WriteAsync(bytes, TestContext.Current.CancellationToken).Guarded();

    /// <summary>Opens a stream beside the first, where the link has such, and writes to it.</summary>
    public async Task<ITransportSubstream> OpenLaneAsync(byte[] bytes)
    {
        ITransportSubstream lane = await ((IMultistreamConnection)_link).OpenStreamAsync(TestContext.Current.CancellationToken);
        await lane.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken).Guarded();
        return lane;
    }

    public void Abort() => _link.Abort();

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _link.DisposeAsync();
    }

    private async Task<int> ReadAsync()
    {
        try
        {
            return await _stream.ReadAsync(_buffer, TestContext.Current.CancellationToken).Guarded();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
