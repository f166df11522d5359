using System.Diagnostics;
using System.Security.Cryptography;
using PeerProto.Security.Passcode;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Tests.Passcode;

/// <summary>What a passcode costs, in time of this thread. Figures are printed and recorded in docs/reliability.md; they have no bound.</summary>
public sealed class PasscodeMeasurements
{
    private static readonly Spake2PlusParties Parties = new("measured"u8.ToArray(), new byte[32], new byte[32]);

    [Fact]
    public void Handshake_IsMeasured()
    {
        int runs = Environment.GetEnvironmentVariable("PEERPROTO_SOAK") == "1" ? 1000 : 20;
        using Spake2PlusSecret secret = Spake2PlusSecret.FromStretched(RandomNumberGenerator.GetBytes(Spake2PlusSecret.StretchedBytes));
        Run(secret);

        TimeSpan[] times = [.. Enumerable.Range(0, runs).Select(_ => Run(secret)).Order()];

        Print($"SPAKE2+, both sides: fastest {times[0].TotalMilliseconds:0.0} ms, median {times[runs / 2].TotalMilliseconds:0.0} ms, of {runs}");
    }

    [Fact]
    public void Stretching_IsMeasured()
    {
        long start = Stopwatch.GetTimestamp();
        using Spake2PlusSecret secret = PasscodeText.Stretch("92640815");

        Print($"stretching a passcode, once a session: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
    }

    private static TimeSpan Run(Spake2PlusSecret secret)
    {
        long start = Stopwatch.GetTimestamp();
        using Spake2PlusProver prover = new(secret, Parties);
        using Spake2PlusVerifier verifier = new(secret, Parties);
        Assert.True(verifier.TryAnswer(prover.Share, out byte[]? share, out byte[]? confirmation));
        Assert.Equal(Spake2PlusOutcome.Proved, prover.TryConfirm(share, confirmation, out byte[]? proof));
        Assert.Equal(Spake2PlusOutcome.Proved, verifier.Check(proof));
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Print(string figure) => TestContext.Current.TestOutputHelper?.WriteLine(figure);
}
