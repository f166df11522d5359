using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Security.Passcode;

namespace PeerProto.Security.Tests.Passcode;

public sealed class GuessLimitTests
{
    private const string Here = "192.0.2.7";

    private readonly FakeTimeProvider _time = new();
    private readonly GuessLimit _limit;
    private int _keys;

    public GuessLimitTests() => _limit = new GuessLimit(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GuessEveryMillisecondForADay_ThirtyNineGetThroughFromOneAddress() => Assert.Equal(39, await GuessForADayAsync(static _ => Here));

    [Fact]
    public async Task GuessEveryMillisecondForADayFromEveryAddress_FourHundredGetThrough() =>
        Assert.Equal(395, await GuessForADayAsync(static guess => guess.ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public async Task GuessThatIsHeldBack_DoesNotMakeTheWaitLonger()
    {
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
            await GuessAsync(Here);
        TimeSpan wait = await WaitAsync(Here);
        Assert.Equal(GuessBucket.FirstDelay, wait);
        for (int i = 0; i < 1000; i++)
            Assert.Equal(wait, await WaitAsync(Here));
        _time.Advance(wait - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), await WaitAsync(Here));
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await GuessAsync(Here);

        Assert.Equal(2 * GuessBucket.FirstDelay, await WaitAsync(Here));
    }

    [Fact]
    public async Task OneAddressIsHeldBack_OthersAreNot()
    {
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
            await GuessAsync(Here);

        Assert.NotEqual(TimeSpan.Zero, await WaitAsync(Here));
        await GuessAsync("192.0.2.8");
    }

    [Fact]
    public async Task RightGuess_CostsNothing()
    {
        for (int i = 0; i < 10 * GuessLimit.FreeInTotal; i++)
        {
            PeerKey key = NewKey();
            Assert.True((await _limit.BeginAsync(Here, key, Token)).IsTaken);
            _limit.End(Here, key, isRight: true);
        }

        await GuessAsync(Here);
    }

    [Fact]
    public async Task KeyThatHasProvedThePasscode_IsNotKeptOutByThoseWhoGuess()
    {
        PeerKey known = NewKey();
        Assert.True((await _limit.BeginAsync(Here, known, Token)).IsTaken);
        _limit.End(Here, known, isRight: true);
        for (int i = 0; i < GuessLimit.FreeInTotal; i++)
            await GuessAsync(i < GuessLimit.FreePerAddress ? Here : i.ToString(CultureInfo.InvariantCulture));
        Assert.NotEqual(TimeSpan.Zero, await WaitAsync("somewhere else"));

        for (int i = 0; i < 100; i++)
        {
            Assert.True((await _limit.BeginAsync(Here, known, Token)).IsTaken);
            _limit.End(Here, known, isRight: false); // its link broke: that tells nothing about the passcode
        }
    }

    [Fact]
    public async Task GuessesUnderWayMayAllBeWrong_MoreWaitUntilOneHasEnded()
    {
        PeerKey[] keys = [.. Enumerable.Range(0, GuessLimit.FreePerAddress).Select(_ => NewKey())];
        foreach (PeerKey key in keys)
            Assert.True((await _limit.BeginAsync(Here, key, Token)).IsTaken);
        Task<(bool IsTaken, TimeSpan Wait)> waiting = _limit.BeginAsync(Here, NewKey(), Token).AsTask();
        Assert.False(waiting.IsCompleted);

        _limit.End(Here, keys[0], isRight: true);

        Assert.True((await waiting.WaitAsync(TimeSpan.FromSeconds(60), Token)).IsTaken);
    }

    [Fact]
    public async Task GuessesUnderWayTurnOutWrong_ThoseThatWaitedAreHeldBack()
    {
        PeerKey[] keys = [.. Enumerable.Range(0, GuessLimit.FreePerAddress).Select(_ => NewKey())];
        foreach (PeerKey key in keys)
            Assert.True((await _limit.BeginAsync(Here, key, Token)).IsTaken);
        Task<(bool IsTaken, TimeSpan Wait)> waiting = _limit.BeginAsync(Here, NewKey(), Token).AsTask();

        foreach (PeerKey key in keys)
            _limit.End(Here, key, isRight: false);

        (bool isTaken, TimeSpan wait) = await waiting.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.False(isTaken);
        Assert.True(wait > TimeSpan.Zero);
    }

    [Fact]
    public async Task OneThatWaitsGivesUp_IsACancellation()
    {
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
            await _limit.BeginAsync(Here, NewKey(), Token);
        using CancellationTokenSource giveUp = new();
        Task waiting = _limit.BeginAsync(Here, NewKey(), giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task QuietForLong_IsForgotten()
    {
        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
            await GuessAsync(Here);
        _time.Advance(GuessLimit.FreePerAddress * GuessLimit.LongestDelayPerAddress);

        for (int i = 0; i < GuessLimit.FreePerAddress; i++)
            await GuessAsync(Here);

        Assert.Equal(GuessBucket.FirstDelay, await WaitAsync(Here));
    }

    /// <summary>Guesses, every millisecond of it that a guess is taken: those in between change nothing, as another test shows.</summary>
    private async Task<int> GuessForADayAsync(Func<int, string> address)
    {
        DateTimeOffset end = _time.GetUtcNow() + TimeSpan.FromDays(1);
        int guesses = 0;
        while (_time.GetUtcNow() < end)
        {
            PeerKey key = NewKey();
            string from = address(guesses);
            (bool isTaken, TimeSpan wait) = await _limit.BeginAsync(from, key, Token);
            if (isTaken)
            {
                _limit.End(from, key, isRight: false);
                guesses++;
            }

            _time.Advance(isTaken ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
        }

        return guesses;
    }

    private async Task GuessAsync(string address)
    {
        PeerKey key = NewKey();
        Assert.Equal((true, TimeSpan.Zero), await _limit.BeginAsync(address, key, Token));
        _limit.End(address, key, isRight: false);
    }

    private async Task<TimeSpan> WaitAsync(string address)
    {
        (bool isTaken, TimeSpan wait) = await _limit.BeginAsync(address, NewKey(), Token);
        Assert.False(isTaken);
        return wait;
    }

    private PeerKey NewKey()
    {
        byte[] bytes = new byte[PeerKey.Length];
        BitConverter.TryWriteBytes(bytes, _keys++);
        return PeerKey.FromBytes(bytes);
    }
}
