using System.Security.Cryptography;
using PeerProto.Security.Exchanges;
using PeerProto.Security.Pairing;
using PeerProto.Security.Spake2Plus;
using PeerProto.Security.Tests.Exchanges;

namespace PeerProto.Security.Tests.Pairing;

/// <summary>Ana joins Bob, who invites. Between them may stand a relay, which shows each of them its own key.</summary>
public sealed class PairingExchangeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly PeerKey AnaKey = NewKey();
    private static readonly PeerKey BobKey = NewKey();
    private static readonly PeerKey RelayKey = NewKey();
    private static readonly byte[] Stretched = RandomNumberGenerator.GetBytes(Spake2PlusSecret.StretchedBytes);
    private static readonly byte[] TicketSecret = RandomNumberGenerator.GetBytes(16);

    private readonly TwoStreams _link = new();

    public static TheoryData<PairingWay> Ways => [.. Enum.GetValues<PairingWay>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task NothingStandsBetween_BothProveAndGetTheOthersCard(PairingWay way)
    {
        PairingExchange ana = Joiner(way, _link.Ana, BobKey);
        PairingExchange bob = Inviter(way, _link.Bob, AnaKey);

        ((ExchangeResult Result, string? Code) anas, (ExchangeResult Result, string? Code) bobs) = await BothAsync(ana.ProveAsync(Token).AsTask(), bob.ProveAsync(Token).AsTask());

        Assert.Equal((ExchangeResult.Proved, ExchangeResult.Proved), (anas.Result, bobs.Result));
        Assert.Equal(anas.Code, bobs.Code);
        Assert.Equal(way == PairingWay.Compare ? 6 : 0, anas.Code?.Length ?? 0);
        ((ExchangeResult, PairingCard? Card) anaGot, (ExchangeResult, PairingCard? Card) bobGot) = await BothAsync(ana.AgreeAsync(Yes, Token).AsTask(), bob.AgreeAsync(Yes, Token).AsTask());
        Assert.Equal(("Bob", "Ana"), (anaGot.Card!.Name, bobGot.Card!.Name));
        Assert.Equal(BobKey.Span.ToArray(), anaGot.Card.DiscoveryKey.ToArray()); // stands for one here
    }

    [Theory]
    [InlineData(PairingWay.Passcode)]
    [InlineData(PairingWay.Ticket)]
    public async Task RelayHandsEverythingOn_BothFindIt(PairingWay way)
    {
        ((ExchangeResult Result, string? Code) anas, (ExchangeResult Result, string? Code) bobs) = await BothAsync(
            Joiner(way, _link.Ana, RelayKey).ProveAsync(Token).AsTask(), Inviter(way, _link.Bob, RelayKey).ProveAsync(Token).AsTask());

        Assert.Equal((ExchangeEnd.Wrong, ExchangeEnd.Wrong), (anas.Result.End, bobs.Result.End));
    }

    [Fact]
    public Task RelayHandsOnATicket_BothFindIt() => RelayHandsEverythingOn_BothFindIt(PairingWay.Ticket);

    [Fact]
    public async Task RelayHandsOnAComparison_TheInviterFindsIt()
    {
        // The commitment holds the keys as well, so that a relay which hands it on is found before people have to.
        ((ExchangeResult Result, string? Code) anas, (ExchangeResult Result, string? Code) bobs) = await BothAsync(
            Joiner(PairingWay.Compare, _link.Ana, RelayKey).ProveAsync(Token).AsTask(), Inviter(PairingWay.Compare, _link.Bob, RelayKey).ProveAsync(Token).AsTask());

        Assert.Equal(ExchangeEnd.Wrong, bobs.Result.End);
        Assert.Equal(ExchangeEnd.Proved, anas.Result.End); // and is told so where a person would be asked
        Assert.Equal(ExchangeEnd.Wrong, (await Joiner(PairingWay.Compare, _link.Ana, RelayKey).AgreeAsync(Never, Token).AsTask().WaitAsync(Patience, Token)).Result.End);
    }

    [Fact]
    public async Task RelayComparesWithEachSideByItself_TheScreensDiffer()
    {
        TwoStreams toAna = new();
        TwoStreams toBob = new();
        Task<(ExchangeResult Result, string? Code)> ana = Joiner(PairingWay.Compare, toAna.Ana, RelayKey).ProveAsync(Token).AsTask();
        Task<(ExchangeResult Result, string? Code)> bob = Inviter(PairingWay.Compare, toBob.Bob, RelayKey).ProveAsync(Token).AsTask();
        Task relayToAna = new PairingExchange(new ExchangeStream(toAna.Bob), isInviter: true, RelayKey, AnaKey, Terms(PairingWay.Compare, "Bob", BobKey)).ProveAsync(Token).AsTask();
        Task relayToBob = new PairingExchange(new ExchangeStream(toBob.Ana), isInviter: false, RelayKey, BobKey, Terms(PairingWay.Compare, "Ana", AnaKey)).ProveAsync(Token).AsTask();
        await Task.WhenAll(ana, bob, relayToAna, relayToBob).WaitAsync(Patience, Token);

        Assert.Equal((ExchangeEnd.Proved, ExchangeEnd.Proved), ((await ana).Result.End, (await bob).Result.End));
        Assert.NotNull((await ana).Code);
        Assert.NotEqual((await ana).Code, (await bob).Code); // once in a million they do not differ, as the next test counts
    }

    [Fact]
    public void RelayWithoutAChoice_GetsTheSameCodeOnceInAMillion()
    {
        // The best a relay can do: it commits to Bob before it sees his number, and shows Ana a number before it sees hers. All that is left is luck.
        PairingCodes withAna = new(AnaKey, RelayKey);
        PairingCodes withBob = new(RelayKey, BobKey);
        int same = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] anas = Number(4 * i);
            byte[] bobs = Number(4 * i + 1);
            same += withAna.Code(anas, Number(4 * i + 2)) == withBob.Code(Number(4 * i + 3), bobs) ? 1 : 0;
        }

        Assert.InRange(same, 0, 1);
    }

    [Fact]
    public void RelayThatMayChooseAfterwards_WouldFindTheCode()
    {
        // What the commitment is for: with a choice of its number behind Bob's, a relay would need a million tries, a second. Here for the first three digits.
        PairingCodes withBob = new(RelayKey, BobKey);
        string wanted = new PairingCodes(AnaKey, RelayKey).Code(Number(1), Number(2))[..3];
        byte[] bobs = Number(3);

        int found = Enumerable.Range(4, 20_000).First(candidate => withBob.Code(Number(candidate), bobs).StartsWith(wanted, StringComparison.Ordinal));

        Assert.NotEqual(withBob.Commit(Number(4)), withBob.Commit(Number(found + 1))); // and it would have to open its commitment to another number
    }

    [Fact]
    public void Codes_AreEvenlySpread()
    {
        PairingCodes codes = new(AnaKey, BobKey);
        int[] counts = new int[10];
        for (int i = 0; i < 20_000; i++)
            counts[codes.Code(Number(2 * i), Number(2 * i + 1))[0] - '0']++;

        Assert.All(counts, count => Assert.InRange(count, 1700, 2300)); // 2,000 and seven times the deviation of 42
    }

    [Fact]
    public async Task JoinerRevealsAnotherNumberThanItCommittedTo_IsRefused()
    {
        Task<(ExchangeResult Result, string? Code)> bob = Inviter(PairingWay.Compare, _link.Bob, AnaKey).ProveAsync(Token).AsTask();
        ExchangeStream ana = new(_link.Ana);
        await ana.WriteAsync(ExchangeKind.Begin, new[] { (byte)PairingWay.Compare }, Token);
        await ana.WriteAsync(ExchangeKind.Commit, new PairingCodes(AnaKey, BobKey).Commit(Number(1)), Token);
        Assert.Equal(ExchangeKind.Reveal, (await ana.ReadAsync(Token)).Kind);
        await ana.WriteAsync(ExchangeKind.Reveal, Number(2), Token);

        Assert.Equal(ExchangeEnd.Wrong, (await bob.WaitAsync(Patience, Token)).Result.End);
    }

    [Fact]
    public async Task TicketsProofOfTheOtherSide_IsNotTakenBack()
    {
        Task<(ExchangeResult Result, string? Code)> ana = Joiner(PairingWay.Ticket, _link.Ana, BobKey).ProveAsync(Token).AsTask();
        ExchangeStream bob = new(_link.Bob);
        await bob.ReadAsync(Token);
        ExchangeFrame proof = await bob.ReadAsync(Token);
        await bob.WriteAsync(ExchangeKind.Proof, proof.Body, Token);

        Assert.Equal(ExchangeEnd.Wrong, (await ana.WaitAsync(Patience, Token)).Result.End);
    }

    [Fact]
    public async Task EachFrameAtEachPlace_EndsWithAReasonUnlessItIsTheRightOne()
    {
        (ExchangeKind Kind, byte[] Body)[] frames = [.. Enum.GetValues<ExchangeKind>().Where(static kind => kind >= ExchangeKind.Share).Select(static kind => (kind, new byte[97]))];
        foreach (PairingWay way in Enum.GetValues<PairingWay>())
        {
            foreach (bool isInviter in new[] { true, false })
            {
                for (int place = 0; place < 3; place++)
                {
                    foreach ((ExchangeKind kind, byte[] body) in frames)
                        await SendAtAsync(way, isInviter, place, kind, body);
                }
            }
        }
    }

    [Fact]
    public async Task FiveWrongTries_VoidTheInvitation()
    {
        InvitationGate gate = new();
        for (int i = 0; i < InvitationGate.MaximumWrong; i++)
        {
            Assert.False(gate.Voided.IsCompleted);
            (Guess? guess, _) = await gate.BeginAsync(Token);
            guess!.Dispose();
        }

        Assert.True(gate.Voided.IsCompleted);
        (Guess? none, ExchangeResult refusal) = await gate.BeginAsync(Token);
        Assert.Null(none);
        Assert.Equal(ExchangeEnd.Void, refusal.End);
    }

    [Fact]
    public async Task FiveTriesUnderWay_LetNoSixthIn()
    {
        InvitationGate gate = new();
        List<Guess> guesses = [];
        for (int i = 0; i < InvitationGate.MaximumWrong; i++)
            guesses.Add((await gate.BeginAsync(Token)).Guess!);

        Assert.Equal(ExchangeEnd.TooManyGuesses, (await gate.BeginAsync(Token)).Refusal.End);
        guesses[0].Prove();
        guesses[0].Dispose();
        Assert.NotNull((await gate.BeginAsync(Token)).Guess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("05")]
    [InlineData("01ff")] // no UTF-8
    [InlineData("0141" + "00")] // half a discovery key
    public void CardThatIsNone_IsMalformed(string hex) => Assert.False(PairingCard.TryRead(Convert.FromHexString(hex), out _));

    [Fact]
    public async Task PersonSaysNo_TheOtherSideIsToldWhileItStillAsks()
    {
        PairingExchange ana = Joiner(PairingWay.Ticket, _link.Ana, BobKey);
        PairingExchange bob = Inviter(PairingWay.Ticket, _link.Bob, AnaKey);
        await BothAsync(ana.ProveAsync(Token).AsTask(), bob.ProveAsync(Token).AsTask());

        ((ExchangeResult Result, PairingCard?) anas, (ExchangeResult Result, PairingCard?) bobs) = await BothAsync(
            ana.AgreeAsync(static _ => new ValueTask<bool>(false), Token).AsTask(), bob.AgreeAsync(Never, Token).AsTask());

        Assert.Equal((ExchangeEnd.Declined, false), (anas.Result.End, anas.Result.ByPeer));
        Assert.Equal((ExchangeEnd.Declined, true), (bobs.Result.End, bobs.Result.ByPeer));
    }

    /// <summary>Plays one side's real messages up to a place, then one frame there, and expects an end.</summary>
    private static async Task SendAtAsync(PairingWay way, bool isInviter, int place, ExchangeKind kind, byte[] body)
    {
        TwoStreams toTested = new();
        TwoStreams toHonest = new();
        PairingExchange tested = isInviter ? Inviter(way, toTested.Ana, AnaKey) : Joiner(way, toTested.Ana, BobKey);
        PairingExchange honest = isInviter ? Joiner(way, toHonest.Ana, BobKey) : Inviter(way, toHonest.Ana, AnaKey);
        Task<(ExchangeResult Result, string? Code)> testing = tested.ProveAsync(Token).AsTask();
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task helping = honest.ProveAsync(over.Token).AsTask();
        ExchangeStream intoTested = new(toTested.Bob);
        ExchangeStream intoHonest = new(toHonest.Bob);
        Task forwarding = ForwardAsync(intoTested, intoHonest, over.Token);
        try
        {
            for (int i = 0; i < place && !testing.IsCompleted && !helping.IsCompleted; i++)
            {
                Task<ExchangeFrame> next = intoHonest.ReadAsync(over.Token).AsTask();
                if (await Task.WhenAny(next, testing, helping) != next)
                    break; // one of the two has ended before it came to that
                ExchangeFrame frame = await next;
                await intoTested.WriteAsync(frame.Kind, frame.Body, Token);
            }

            await intoTested.WriteAsync(kind, body, Token);
        }
        catch (IOException)
        {
            // the honest side has nothing more to say
        }

        await over.CancelAsync();
        await Record.ExceptionAsync(() => Task.WhenAll(helping, forwarding).WaitAsync(Patience, Token));
        await toTested.Bob.DisposeAsync();
        Exception? ended = await Record.ExceptionAsync(() => testing.WaitAsync(Patience, Token));
        Assert.True(ended is null or IOException, $"{way} {isInviter} {place} {kind}: {ended}");
    }

    private static async Task ForwardAsync(ExchangeStream from, ExchangeStream to, CancellationToken cancellationToken)
    {
        while (true)
        {
            ExchangeFrame frame = await from.ReadAsync(cancellationToken);
            await to.WriteAsync(frame.Kind, frame.Body, cancellationToken);
        }
    }

    private static PairingExchange Joiner(PairingWay way, Stream stream, PeerKey sees) => new(new ExchangeStream(stream), isInviter: false, AnaKey, sees, Terms(way, "Ana", AnaKey));

    private static PairingExchange Inviter(PairingWay way, Stream stream, PeerKey sees) => new(new ExchangeStream(stream), isInviter: true, BobKey, sees, Terms(way, "Bob", BobKey));

    private static PairingTerms Terms(PairingWay way, string name, PeerKey discoveryKey) => new()
    {
        Way = way,
        Passcode = Spake2PlusSecret.FromStretched(Stretched),
        TicketSecret = TicketSecret,
        Gate = new OpenGate(),
        Card = new PairingCard(name, discoveryKey.Span.ToArray()),
    };

    private static ValueTask<bool> Yes(CancellationToken cancellationToken) => new(true);

    private static async ValueTask<bool> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return true;
    }

    private static async Task<(T Ana, T Bob)> BothAsync<T>(Task<T> ana, Task<T> bob)
    {
        await Task.WhenAll(ana, bob).WaitAsync(Patience, Token);
        return (await ana, await bob);
    }

    private static byte[] Number(int seed) => SHA256.HashData(BitConverter.GetBytes(seed));

    private static PeerKey NewKey() => PeerKey.FromBytes(RandomNumberGenerator.GetBytes(PeerKey.Length));
}
