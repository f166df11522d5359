using System.Net;
using PeerProto.Protocol;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Framing;
using PeerProto.Protocol.Handshake;
using PeerProto.Tests.Conformance;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>Nothing of the contract is reached before a connection was admitted, whatever kind of security has let the link through or not.</summary>
public sealed class BeforeAdmissionTests : IAsyncDisposable
{
    private readonly TestWorld _world = new();
    private readonly PeerIdentity _identity = PeerIdentity.Create();
    private int _reached;

    public static TheoryData<string, byte> KindsAndFrames =>
    [
        .. from kind in (string[])["None", "Unverified", "Trust", "Pinned", "PreSharedKey", "Passcode"]
           from frame in (byte[])[(byte)FrameKind.Message, (byte)FrameKind.Call]
           select (kind, frame),
    ];

    public static TheoryData<string, byte> KindsThatKeepStrangersOutAndFrames => [.. KindsAndFrames.Select(static row => row.Data).Where(static row => row.Item1 != "None")];

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _identity.Dispose();
    }

    /// <summary>The stranger passes the security, says hello, and does not wait to be admitted.</summary>
    [Theory]
    [MemberData(nameof(KindsAndFrames))]
    public async Task CallOrMessageBeforeTheAdmission_ReachesNothing(string kind, byte frame)
    {
        PeerSession<ITestContract> session = await StartAsync(kind);
        PeerSessionOptions options = new() { Security = kind is "Trust" or "Pinned" ? PeerSecurity.Unverified : SecurityOf(kind), Identity = _identity, Transports = [new TcpTransportProvider()] };
        await using RawPeer hasty = await RawPeer.ConnectAsync(options, session.LocalEndpoints[0]);

        await hasty.WriteAsync(); // the hello
        await hasty.WriteAsync(FrameOf(frame));
        CloseInfo told = await hasty.WhenClosedAsync().Guarded();

        Assert.Equal((CloseCode.ProtocolViolation, true), (told.Code, told.ByPeer));
        Assert.Contains("before the connection was admitted", told.Reason, StringComparison.Ordinal);
        await AssertNothingReachedAsync(session);
    }

    /// <summary>The stranger does not even try to pass the security: the frames come as the first bytes of the link.</summary>
    [Theory]
    [MemberData(nameof(KindsThatKeepStrangersOutAndFrames))]
    public async Task FramesInThePlaceOfTheHandshake_ReachNothing(string kind, byte frame)
    {
        PeerSession<ITestContract> session = await StartAsync(kind);
        ITransport transport = new TcpTransportProvider().Create(new TransportSetup());
        await using ITransportConnection stranger = await transport.ConnectAsync(session.LocalEndpoints[0], TestContext.Current.CancellationToken);

        using OutboundBuffer hello = new();
        HelloCodec.Write(hello, RawPeer.CreateHello(RawPeer.CreateId(1)));
        byte[] bytes = [.. Frame((byte)FrameKind.Hello, hello.WrittenMemory.ToArray()), .. Frame((byte)FrameKind.Admit, []), .. FrameOf(frame)];
        await stranger.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        await ReadToTheEndAsync(stranger);

        await AssertNothingReachedAsync(session);
    }

    private static byte[] FrameOf(byte kind) => kind == (byte)FrameKind.Call
        ? Frame(kind, [0, 4, 0x91, 0xa1, (byte)'x']) // the first call of this side: Poke("x")
        : Frame(kind, [1, 0x92, 1, 2]); // Points

    private static byte[] Frame(byte kind, byte[] body)
    {
        int length = body.Length + 1;
        byte[] prefix = length < 64 ? [(byte)length] : [(byte)(0x40 | (length >> 8)), (byte)length];
        return [.. prefix, kind, .. body];
    }

    private static async Task ReadToTheEndAsync(ITransportConnection link)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await link.Stream.ReadAsync(buffer, TestContext.Current.CancellationToken).Guarded() > 0)
            {
            }
        }
        catch (IOException)
        {
            // cut off is an end too
        }
    }

    private async Task AssertNothingReachedAsync(PeerSession<ITestContract> session)
    {
        Assert.Empty(session.Peers);
        Assert.Equal(0, Volatile.Read(ref _reached));
        await session.DisposeAsync().Guarded();
        Assert.Equal(0, Volatile.Read(ref _reached));
    }

    private PeerSecurity SecurityOf(string kind) => kind switch
    {
        "None" => PeerSecurity.None,
        "Trust" => PeerSecurity.Trust(static _ => true),
        "Pinned" => PeerSecurity.Pinned(_identity.Key),
        "PreSharedKey" => PskForSessions.Security,
        "Passcode" => PeerSecurity.Passcode("9264-0815"),
        _ => PeerSecurity.Unverified,
    };

    private Task<PeerSession<ITestContract>> StartAsync(string kind) => _world.StartAsync(
        new HandlingService
        {
            HandlePoint = (_, _) => Reach(),
            Poke = (_, _, _) => Reach(),
        },
        options =>
        {
            options.Transports = [new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
            options.Security = SecurityOf(kind);
        });

    private ValueTask Reach()
    {
        Interlocked.Increment(ref _reached);
        return default;
    }
}
