using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Security.Exchanges;
using PeerProto.Security.Passcode;
using PeerProto.Security.Spake2Plus;
using PeerProto.Security.Tests.Exchanges;
using PeerProto.Security.Tests.Spake2Plus;

namespace PeerProto.Security.Tests.Passcode;

/// <summary>Ana connects to Bob, and each asks the other for the passcode.</summary>
public sealed class PasscodeAuthenticationTests : IDisposable
{
    private const string Passcode = "9264-0815";

    private static readonly PeerIdentity AnaIdentity = PeerIdentity.Create();
    private static readonly PeerIdentity BobIdentity = PeerIdentity.Create();

    // Stretching takes a while, and other tests are about it.
    private static readonly Dictionary<string, byte[]> Stretched = new()
    {
        ["92640815"] = RandomNumberGenerator.GetBytes(Spake2PlusSecret.StretchedBytes),
        ["92640816"] = RandomNumberGenerator.GetBytes(Spake2PlusSecret.StretchedBytes),
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly TwoStreams _link = new();
    private readonly PasscodeAuthentication _ana;
    private readonly PasscodeAuthentication _bob;

    public PasscodeAuthenticationTests()
    {
        _ana = Authentication(Passcode);
        _bob = Authentication("9264 0815");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BothKnowThePasscode_BothAreDoneAndNoByteIsLost()
    {
        await Task.WhenAll(AnaAsync(_ana, _link.Ana), BobAsync(_bob, _link.Bob)).WaitAsync(Patience, Token);

        await _link.Ana.WriteAsync("hello"u8.ToArray(), Token);
        byte[] rest = new byte[5];
        await _link.Bob.ReadExactlyAsync(rest, Token);
        Assert.Equal("hello"u8.ToArray(), rest);
    }

    [Fact]
    public async Task PasscodesDiffer_BothAreToldSo()
    {
        using ILinkAuthentication other = Authentication("9264-0816");

        PeerConnectionException[] failures = await FailAsync(AnaAsync(other, _link.Ana), BobAsync(_bob, _link.Bob));

        Assert.All(failures, failure => Is(PeerDiagnosisCode.PasscodeWrong, failure));
        Assert.All(failures, failure => Assert.DoesNotContain("9264", failure.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task RelayHandsEverythingOn_TheKeysThatEachSawAreOthersAndBothFindIt()
    {
        using PeerIdentity relay = PeerIdentity.Create();

        // The relay ended the TLS of each side with an identity of its own, and hands on every byte behind it.
        PeerConnectionException[] failures = await FailAsync(
            _ana.AuthenticateAsync(_link.Ana, Context(true, AnaIdentity.Key, relay.Key), Token).AsTask(),
            _bob.AuthenticateAsync(_link.Bob, Context(false, BobIdentity.Key, relay.Key), Token).AsTask());

        Assert.All(failures, failure => Is(PeerDiagnosisCode.PasscodeWrong, failure));
    }

    [Fact]
    public async Task InitiatorSendsBackWhatItIsSent_IsNotTakenForOneWhoKnows()
    {
        Task<PeerConnectionException[]> failing = FailAsync(AnaAsync(_ana, _link.Ana));
        ExchangeStream bob = new(_link.Bob);
        ExchangeFrame share = await bob.ReadAsync(Token);
        await bob.WriteAsync(ExchangeKind.Answer, (byte[])[.. share.Body, .. new byte[32]], Token);

        Is(PeerDiagnosisCode.PasscodeWrong, Assert.Single(await failing));
    }

    [Fact]
    public async Task RecordedProofOfAnotherLink_IsWorthNothing()
    {
        // The first link, recorded by somebody who sees through TLS.
        TwoStreams toBob = new();
        ExchangeStream ana = new(_link.Bob);
        ExchangeStream bob = new(toBob.Ana);
        Task first = Task.WhenAll(AnaAsync(_ana, _link.Ana), BobAsync(_bob, toBob.Bob));
        ExchangeFrame share = await ana.ReadAsync(Token);
        await bob.WriteAsync(share.Kind, share.Body, Token);
        ExchangeFrame answer = await bob.ReadAsync(Token);
        await ana.WriteAsync(answer.Kind, answer.Body, Token);
        ExchangeFrame proof = await ana.ReadAsync(Token);
        await bob.WriteAsync(proof.Kind, proof.Body, Token);
        await first.WaitAsync(Patience, Token);

        using ILinkAuthentication fresh = Authentication(Passcode);
        TwoStreams again = new();
        Task<PeerConnectionException[]> failing = FailAsync(BobAsync(fresh, again.Bob));
        ExchangeStream replay = new(again.Ana);
        await replay.WriteAsync(share.Kind, share.Body, Token);
        Assert.NotEqual(answer.Body, (await replay.ReadAsync(Token)).Body);
        await replay.WriteAsync(proof.Kind, proof.Body, Token);

        Is(PeerDiagnosisCode.PasscodeWrong, Assert.Single(await failing));
    }

    [Fact]
    public async Task OtherSideSaysHelloAtOnce_ThePasscodeIsRequired()
    {
        Task<PeerConnectionException[]> failing = FailAsync(BobAsync(_bob, _link.Bob));
        await _link.Ana.WriteAsync(Convert.FromHexString("4080" + "01" + "50454552" + "8f"), Token);

        Is(PeerDiagnosisCode.PasscodeRequired, Assert.Single(await failing));
        ExchangeFrame refusal = await new ExchangeStream(_link.Ana).ReadAsync(Token);
        Assert.Equal((ExchangeKind.Refuse, (byte)ExchangeEnd.OtherProof), (refusal.Kind, refusal.Body[0]));
    }

    [Theory]
    [InlineData("16030100", PeerDiagnosisCode.OtherProtocol)] // TLS inside TLS
    [InlineData("474554202f20485454502f312e31", PeerDiagnosisCode.OtherProtocol)] // GET / HTTP/1.1
    [InlineData("00", PeerDiagnosisCode.OtherProtocol)]
    [InlineData("c000000000000000", PeerDiagnosisCode.OtherProtocol)] // a length of 8 bytes
    [InlineData("5fff3050454552", PeerDiagnosisCode.OtherProtocol)] // a share that announces 8 KiB
    [InlineData("42013050454552", PeerDiagnosisCode.OtherProtocol)] // one of 513 bytes
    [InlineData("4046305045455a", PeerDiagnosisCode.OtherProtocol)]
    [InlineData("053050454552", PeerDiagnosisCode.ProtocolViolation)] // no point
    [InlineData("0c305045455204010203040506", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("053150454552", PeerDiagnosisCode.ProtocolViolation)] // out of turn
    [InlineData("053250454552", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("063350454552" + "01", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("053650454552", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("053750454552", PeerDiagnosisCode.ProtocolViolation)] // a refusal that says nothing
    [InlineData("063750454552" + "00", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("063750454552" + "c8", PeerDiagnosisCode.ProtocolViolation)]
    [InlineData("063750454552" + "03", PeerDiagnosisCode.PasscodeRequired)]
    public async Task FirstBytesAreSomethingElse_EndsWithAReason(string hex, PeerDiagnosisCode code)
    {
        foreach (bool isInitiator in new[] { true, false })
        {
            TwoStreams link = new();
            Task<PeerConnectionException[]> failing = isInitiator ? FailAsync(AnaAsync(_ana, link.Ana)) : FailAsync(BobAsync(_bob, link.Bob));
            await (isInitiator ? link.Bob : link.Ana).WriteAsync(Convert.FromHexString(hex), Token);

            PeerConnectionException failure = Assert.Single(await failing);
            Assert.Equal(ConnectionStage.Authentication, failure.Stage);
            if (!isInitiator || !hex.StartsWith("053150", StringComparison.Ordinal)) // to the initiator that is an answer, and too short
                Assert.Equal(code, failure.Diagnosis.Code);
        }
    }

    [Fact]
    public async Task AnswerWithEachBitTurned_IsNeverTaken()
    {
        int bits = 8 * (65 + 32);
        for (int bit = 0; bit < bits; bit += 61)
        {
            using ILinkAuthentication ana = Authentication(Passcode);
            using ILinkAuthentication bob = Authentication(Passcode);
            TwoStreams toAna = new();
            TwoStreams toBob = new();
            Task<PeerConnectionException[]> failing = FailAsync(AnaAsync(ana, toAna.Ana));
            Task bobs = BobAsync(bob, toBob.Bob);
            ExchangeStream fromAna = new(toAna.Bob);
            ExchangeStream fromBob = new(toBob.Ana);
            await fromBob.WriteAsync(ExchangeKind.Share, (await fromAna.ReadAsync(Token)).Body, Token);
            byte[] answer = (await fromBob.ReadAsync(Token)).Body;
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
            await fromAna.WriteAsync(ExchangeKind.Answer, answer, Token);

            PeerConnectionException failure = Assert.Single(await failing);
            Assert.Contains(failure.Diagnosis.Code, new[] { PeerDiagnosisCode.PasscodeWrong, PeerDiagnosisCode.ProtocolViolation });
            await toBob.Ana.DisposeAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => bobs.WaitAsync(Patience, Token));
        }
    }

    [Fact]
    public async Task LinkEndsAtEachByte_IsAnIOException()
    {
        byte[] share = [0x40, 0x46, 0x30, .. "PEER"u8, 0x04, .. new byte[64]];
        for (int length = 0; length < share.Length; length += 7)
        {
            TwoStreams link = new();
            Task bobs = BobAsync(_bob, link.Bob);
            await link.Ana.WriteAsync(share.AsMemory(0, length), Token);
            await link.Ana.DisposeAsync();

            await Assert.ThrowsAnyAsync<IOException>(() => bobs.WaitAsync(Patience, Token));
        }
    }

    [Fact]
    public async Task GuessesFromOneAddress_AreHeldBackByBothSides()
    {
        using ILinkAuthentication guesser = Authentication("9264-0816");
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
        {
            TwoStreams link = new();
            await FailAsync(AnaAsync(guesser, link.Ana), BobAsync(_bob, link.Bob));
        }

        TwoStreams next = new();
        Task<PeerConnectionException[]> held = FailAsync(BobAsync(_bob, next.Bob));
        using ILinkAuthentication fresh = Authentication(Passcode); // even the right one, from that address and of an unknown key
        PeerConnectionException failure = Assert.Single(await FailAsync(AnaAsync(fresh, next.Ana)));

        Is(PeerDiagnosisCode.TooManyGuesses, failure);
        Assert.True(failure.Diagnosis.MayPass);
        Assert.Contains("1 s", failure.Cause, StringComparison.Ordinal);
        Is(PeerDiagnosisCode.TooManyGuesses, Assert.Single(await held));
        TwoStreams toGuesser = new();
        Task<PeerConnectionException[]> byInitiator = FailAsync(AnaAsync(guesser, toGuesser.Ana)); // those who answer guess as well
        ExchangeFrame refusal = await new ExchangeStream(toGuesser.Bob).ReadAsync(Token);
        Assert.Equal((ExchangeKind.Refuse, (byte)ExchangeEnd.TooManyGuesses), (refusal.Kind, refusal.Body[0])); // before it computes a share
        Is(PeerDiagnosisCode.TooManyGuesses, Assert.Single(await byInitiator));

        _time.Advance(GuessBucket.FirstDelay);
        TwoStreams last = new();
        await Task.WhenAll(AnaAsync(fresh, last.Ana), BobAsync(_bob, last.Bob)).WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task GuesserGoesAwayWithTheAnswer_ItCountsAsWrong()
    {
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
        {
            TwoStreams link = new();
            Task bobs = BobAsync(_bob, link.Bob);
            ExchangeStream guesser = new(link.Ana);
            await guesser.WriteAsync(ExchangeKind.Share, Convert.FromHexString(Rfc9383Vector.ShareP), Token);
            Assert.Equal(ExchangeKind.Answer, (await guesser.ReadAsync(Token)).Kind);
            await link.Ana.DisposeAsync();
            await Assert.ThrowsAnyAsync<IOException>(() => bobs.WaitAsync(Patience, Token));
        }

        TwoStreams next = new();
        Task<PeerConnectionException[]> held = FailAsync(BobAsync(_bob, next.Bob));
        await new ExchangeStream(next.Ana).WriteAsync(ExchangeKind.Share, Convert.FromHexString(Rfc9383Vector.ShareP), Token);
        Is(PeerDiagnosisCode.TooManyGuesses, Assert.Single(await held));
    }

    [Fact]
    public async Task StoresAreGiven_BothKeepTheOther()
    {
        await using PeerTrustStore anas = new();
        await using PeerTrustStore bobs = new();
        using ILinkAuthentication ana = Authentication(Passcode, anas);
        using ILinkAuthentication bob = Authentication(Passcode, bobs);

        await Task.WhenAll(AnaAsync(ana, _link.Ana), BobAsync(bob, _link.Bob)).WaitAsync(Patience, Token);

        Assert.Equal(BobIdentity.Key, Assert.Single(anas.Peers).Key);
        Assert.Equal(AnaIdentity.Key, Assert.Single(bobs.Peers).Key);
        Assert.Equal(BobIdentity.Key.ToString()[..8], anas.Peers[0].Name);
    }

    [Fact]
    public async Task StoreHasThePeerUnderAName_ItKeepsIt()
    {
        await using PeerTrustStore anas = new();
        await anas.AddAsync(BobIdentity.Key, "Bob", cancellationToken: Token);
        using ILinkAuthentication ana = Authentication(Passcode, anas);

        await Task.WhenAll(AnaAsync(ana, _link.Ana), BobAsync(_bob, _link.Bob)).WaitAsync(Patience, Token);

        Assert.Equal("Bob", Assert.Single(anas.Peers).Name);
    }

    [Fact]
    public async Task LinkWithoutKeys_IsRefused()
    {
        PeerConnectionException failure = await Assert.ThrowsAsync<PeerConnectionException>(() => _ana.AuthenticateAsync(_link.Ana, Context(true, null, null), Token).AsTask());

        Assert.Equal(PeerErrorCode.PeerNotIdentified, failure.Code);
    }

    public void Dispose()
    {
        _ana.Dispose();
        _bob.Dispose();
    }

    private static void Is(PeerDiagnosisCode code, PeerConnectionException failure) =>
        Assert.Equal((ConnectionStage.Authentication, code), (failure.Stage, failure.Diagnosis.Code));

    private static async Task<PeerConnectionException[]> FailAsync(params Task[] sides) =>
        await Task.WhenAll(sides.Select(side => Assert.ThrowsAsync<PeerConnectionException>(() => side.WaitAsync(Patience, Token))));

    private static LinkAuthenticationContext Context(bool isInitiator, PeerKey? local, PeerKey? remote) =>
        new() { RemoteEndpoint = PeerEndpoint.Parse("tcp://192.0.2.7:4711"), IsInitiator = isInitiator, LocalKey = local, RemoteKey = remote };

    private static Task AnaAsync(ILinkAuthentication authentication, Stream stream) =>
        authentication.AuthenticateAsync(stream, Context(true, AnaIdentity.Key, BobIdentity.Key), Token).AsTask();

    private static Task BobAsync(ILinkAuthentication authentication, Stream stream) =>
        authentication.AuthenticateAsync(stream, Context(false, BobIdentity.Key, AnaIdentity.Key), Token).AsTask();

    private PasscodeAuthentication Authentication(string passcode, PeerTrustStore? remember = null) =>
        new PasscodeAuthentication(Spake2PlusSecret.FromStretched(Stretched[PasscodeText.Normalize(passcode)]), remember, _time, NullLogger.Instance);
}
