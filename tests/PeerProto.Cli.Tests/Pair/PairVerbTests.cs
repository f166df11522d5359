using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Cli.Pair;

namespace PeerProto.Cli.Tests.Pair;

public sealed class PairVerbTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PeerIdentity _ana = PeerIdentity.Create();
    private readonly PeerIdentity _bob = PeerIdentity.Create();
    private readonly PeerTrustStore _anas = new();
    private readonly PeerTrustStore _bobs = new();
    private readonly LineWriter _anaSays = new();
    private readonly LineWriter _bobSays = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _anas.DisposeAsync();
        await _bobs.DisposeAsync();
        _ana.Dispose();
        _bob.Dispose();
    }

    [Fact]
    public async Task InviteAndJoinByPasscode_BothTellOfTheOther()
    {
        Task<int> inviting = Bob().InviteAsync(_bob, PairingWay.Passcode, Options("Bob"), Token);
        JsonElement invited = await _bobSays.NextAsync();
        PairingOptions options = Options("Ana");
        options.Passcode = invited.GetProperty("passcode").GetString();

        int joined = await Ana().JoinAsync(_ana, PeerEndpoint.Parse(invited.GetProperty("endpoint").GetString()!), PairingWay.Passcode, options, Token).WaitAsync(Patience, Token);

        Assert.Equal((0, 0), (joined, await inviting.WaitAsync(Patience, Token)));
        JsonElement anas = await _anaSays.NextAsync();
        Assert.Equal(("paired", "Bob"), (anas.GetProperty("event").GetString(), anas.GetProperty("name").GetString()));
        Assert.Equal(_ana.Key.ToString(), (await _bobSays.NextAsync()).GetProperty("key").GetString());
    }

    [Fact]
    public async Task JoinByTicket_Succeeds()
    {
        Task<int> inviting = Bob().InviteAsync(_bob, PairingWay.Ticket, Options("Bob"), Token);
        PairingTicket ticket = PairingTicket.Parse((await _bobSays.NextAsync()).GetProperty("ticket").GetString()!);

        Assert.Equal(0, await Ana().JoinAsync(_ana, ticket, Options("Ana"), Token).WaitAsync(Patience, Token));
        Assert.Equal(0, await inviting.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task SeveralInvite_AreListedAndNoneIsJoined()
    {
        FakeTimeProvider time = new();
        PairingOptions options = Options("Ana");
        options.TimeProvider = time;
        options.Passcode = "12345678";
        options.Discovery = new FoundServices(Service("stranger", 1), Service("by another way", 2, "ticket"), Service("bob", 3));

        Task<int> joining = Ana().FindAndJoinAsync(_ana, null, PairingWay.Passcode, options, Token);
        long limit = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!joining.IsCompleted)
        {
            Assert.True(Environment.TickCount64 < limit, "It does not end.");
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(1, await joining);
        Assert.Equal("stranger", (await _anaSays.NextAsync()).GetProperty("name").GetString());
        Assert.Equal("bob", (await _anaSays.NextAsync()).GetProperty("name").GetString());
        Assert.Equal("Ambiguous", (await _anaSays.NextAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task NameOfTheInvitationIsGiven_TheOthersAreLeftAlone()
    {
        Task<int> inviting = Bob().InviteAsync(_bob, PairingWay.Passcode, Options("Bob"), Token);
        JsonElement invited = await _bobSays.NextAsync();
        PairingOptions options = Options("Ana");
        options.Passcode = invited.GetProperty("passcode").GetString();
        options.Discovery = new FoundServices(Service("stranger", 1), Service("bob", PeerEndpoint.Parse(invited.GetProperty("endpoint").GetString()!).Port));

        Assert.Equal(0, await Ana().FindAndJoinAsync(_ana, "bob", PairingWay.Passcode, options, Token).WaitAsync(Patience, Token));

        Assert.Equal(0, await inviting.WaitAsync(Patience, Token));
        Assert.Equal("bob", (await _anaSays.NextAsync()).GetProperty("name").GetString());
        Assert.Equal(_bob.Key, Assert.Single(_anas.Peers).Key);
    }

    [Fact]
    public async Task WrongPasscode_TellsCodeCauseAndRemedyAndFails()
    {
        using CancellationTokenSource stop = new();
        Task<int> inviting = Bob().InviteAsync(_bob, PairingWay.Passcode, Options("Bob"), stop.Token);
        PeerEndpoint endpoint = PeerEndpoint.Parse((await _bobSays.NextAsync()).GetProperty("endpoint").GetString()!);
        PairingOptions options = Options("Ana");
        options.Passcode = "abcdef";

        Assert.Equal(1, await Ana().JoinAsync(_ana, endpoint, PairingWay.Passcode, options, Token).WaitAsync(Patience, Token));

        JsonElement failed = await _anaSays.NextAsync();
        Assert.Equal(("failed", "PasscodeWrong"), (failed.GetProperty("event").GetString(), failed.GetProperty("code").GetString()));
        Assert.NotEmpty(failed.GetProperty("remedy").GetString()!);
        await stop.CancelAsync();
        Assert.Equal(1, await inviting.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task ListRenameRevoke_WorkOnTheStore()
    {
        await _anas.AddAsync(_bob.Key, "Bob", cancellationToken: Token);

        Assert.Equal(0, Ana().List());
        Assert.Equal("Bob", (await _anaSays.NextAsync()).GetProperty("name").GetString());
        Assert.Equal(0, await Ana().RenameAsync("Bob", "Robert", Token));
        Assert.Equal("Robert", (await _anaSays.NextAsync()).GetProperty("name").GetString());
        Assert.Equal(0, await Ana().RevokeAsync(_bob.Key.ToString()[..10], Token));
        Assert.Equal("revoked", (await _anaSays.NextAsync()).GetProperty("event").GetString());
        Assert.Empty(_anas.Peers);
        Assert.Equal(1, Ana().List());
        Assert.Equal(1, await Ana().RevokeAsync("Bob", Token));
        Assert.Equal("NotFound", (await _anaSays.NextAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task NameOfTheOtherDevice_MovesNoCursor()
    {
        using StringWriter text = new();
        await _anas.AddAsync(_bob.Key, "Bob", cancellationToken: Token);
        new LinePairOutput(text).Failed("Code", "cause \u001b[31m", "remedy");
        new PairVerb(_anas, new LinePairOutput(text)).List();

        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.Contains(_bob.Key.ToString(), text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("yes", true)]
    [InlineData("", false)]
    [InlineData("n", false)]
    [InlineData(null, false)]
    public async Task PersonIsAsked_OnlyYesIsYes(string? answer, bool expected)
    {
        using StringReader answers = new(answer is null ? "" : answer + "\n");
        using StringWriter questions = new();
        PairingQuestion question = new(PairingWay.Compare, _bob.Key, "123456", PeerEndpoint.Parse("tcp://192.0.2.7:4711"));

        Assert.Equal(expected, await new PersonAtTheTerminal(answers, questions).AskAsync(question, Token));
        Assert.Contains("123456", questions.ToString(), StringComparison.Ordinal);
    }

    private static PairingOptions Options(string name) => new() { DisplayName = name, UseDiscovery = false, ListenAddress = IPAddress.Loopback, HandshakeDeadline = Patience, PersonDeadline = Patience };

    private static DiscoveredService Service(string name, int port, string way = "passcode") => new(
        name, ServiceType.Parse(PeerPairing.ServiceTypeName), "pp-0123456789ab.local", port, TxtRecord.Empty.With("w", way), [new IPEndPoint(IPAddress.Loopback, port)]);

    private PairVerb Ana() => new(_anas, new JsonPairOutput(_anaSays));

    private PairVerb Bob() => new(_bobs, new JsonPairOutput(_bobSays));

    /// <summary>A network in which these services are found, and no others.</summary>
    private sealed class FoundServices(params DiscoveredService[] services) : IPeerDiscovery
    {
        public DiscoveryState State => DiscoveryState.Ready;

        public IAsyncEnumerable<DiscoveryState> StatesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IServiceAdvertisement> AdvertiseAsync(ServiceAdvertisement advertisement, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async IAsyncEnumerable<ServiceChange> BrowseAsync(ServiceType type, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (DiscoveredService service in services)
                yield return new ServiceChange(ServiceChangeKind.Added, service);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        public ValueTask DisposeAsync() => default;
    }

    /// <summary>Hands on each line as it is written.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public override void WriteLine(string? value) => _lines.Writer.TryWrite(value!);

        public async Task<JsonElement> NextAsync()
        {
            using JsonDocument document = JsonDocument.Parse(await _lines.Reader.ReadAsync(Token).AsTask().WaitAsync(Patience, Token));
            return document.RootElement.Clone();
        }
    }
}
