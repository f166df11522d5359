using System.Text;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Tests.Spake2Plus;

public sealed class Spake2PlusTests
{
    private static readonly Spake2PlusParties Parties = PartiesOf(Rfc9383Vector.Context, Rfc9383Vector.Prover, Rfc9383Vector.Verifier);

    [Fact]
    public void Vector_ProverComputesWhatTheRfcSays()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusProver prover = new(secret, Parties, Scalar(Rfc9383Vector.X));

        Assert.Equal(Rfc9383Vector.ShareP, Hex(prover.Share));
        Spake2PlusOutcome outcome = prover.TryConfirm(Bytes(Rfc9383Vector.ShareV), Bytes(Rfc9383Vector.ConfirmV), out byte[]? confirmP);

        Assert.Equal(Spake2PlusOutcome.Proved, outcome);
        Assert.Equal(Rfc9383Vector.ConfirmP, Hex(confirmP!));
        Assert.Equal(Rfc9383Vector.SharedKey, Hex(prover.SharedKey));
    }

    [Fact]
    public void Vector_VerifierComputesWhatTheRfcSays()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusVerifier verifier = new(secret, Parties, Scalar(Rfc9383Vector.Y));

        Assert.Equal(Rfc9383Vector.L, Hex(Spake2PlusGroup.Encode(secret.L)));
        Assert.True(verifier.TryAnswer(Bytes(Rfc9383Vector.ShareP), out byte[]? shareV, out byte[]? confirmV));
        Assert.Equal(Rfc9383Vector.ShareV, Hex(shareV!));
        Assert.Equal(Rfc9383Vector.ConfirmV, Hex(confirmV!));
        Assert.Equal(Spake2PlusOutcome.Proved, verifier.Check(Bytes(Rfc9383Vector.ConfirmP)));
        Assert.Equal(Rfc9383Vector.SharedKey, Hex(verifier.SharedKey));
    }

    [Fact]
    public void Vector_KeyScheduleOfTheSharedPointsIsThatOfTheRfc()
    {
        using Spake2PlusSecret secret = Secret();

        using Spake2PlusKeys keys = Spake2PlusKeys.Derive(
            Parties, secret, Bytes(Rfc9383Vector.ShareP), Bytes(Rfc9383Vector.ShareV), Point(Rfc9383Vector.Z), Point(Rfc9383Vector.V));

        Assert.Equal(Rfc9383Vector.ConfirmP, Hex(keys.ConfirmP));
        Assert.Equal(Rfc9383Vector.ConfirmV, Hex(keys.ConfirmV));
        Assert.Equal(Rfc9383Vector.SharedKey, Hex(keys.Shared));
    }

    [Fact]
    public void SamePasscode_BothProveItAndShareAKeyThatIsNewEachTime()
    {
        using Spake2PlusSecret secret = Secret();
        HashSet<string> keys = [];
        for (int i = 0; i < 3; i++)
        {
            (Spake2PlusOutcome atProver, Spake2PlusOutcome atVerifier, string key) = Run(secret, secret, Parties, Parties);
            Assert.Equal((Spake2PlusOutcome.Proved, Spake2PlusOutcome.Proved), (atProver, atVerifier));
            Assert.True(keys.Add(key));
        }
    }

    [Fact]
    public void OtherPasscode_ProverFindsItBeforeItConfirms()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusSecret other = Spake2PlusSecret.FromScalars(Bytes(Rfc9383Vector.X), Bytes(Rfc9383Vector.Y));

        Assert.Equal(Spake2PlusOutcome.Wrong, Run(secret, other, Parties, Parties).AtProver);
    }

    [Theory]
    [InlineData("another context", "client", "server")]
    [InlineData(Rfc9383Vector.Context, "clienT", "server")]
    [InlineData(Rfc9383Vector.Context, "client", "relay")]
    [InlineData(Rfc9383Vector.Context, "server", "client")]
    [InlineData(Rfc9383Vector.Context, "clientserver", "")]
    public void OtherParties_ProverFindsItBeforeItConfirms(string context, string prover, string verifier)
    {
        using Spake2PlusSecret secret = Secret();

        Assert.Equal(Spake2PlusOutcome.Wrong, Run(secret, secret, Parties, PartiesOf(context, prover, verifier)).AtProver);
    }

    [Fact]
    public void ConfirmationsChangedInAnyBit_AreWrong()
    {
        using Spake2PlusSecret secret = Secret();
        for (int bit = 0; bit < 8 * Spake2PlusKeys.ConfirmationBytes; bit += 37)
        {
            using Spake2PlusProver prover = new(secret, Parties);
            using Spake2PlusVerifier verifier = new(secret, Parties);
            Assert.True(verifier.TryAnswer(prover.Share, out byte[]? shareV, out byte[]? confirmV));
            using Spake2PlusProver again = new(secret, Parties);
            Assert.Equal(Spake2PlusOutcome.Wrong, again.TryConfirm(shareV!, confirmV!, out _)); // an answer to another exchange
            Assert.Equal(Spake2PlusOutcome.Proved, prover.TryConfirm(shareV!, confirmV!, out byte[]? confirmP));
            confirmP![bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(Spake2PlusOutcome.Wrong, verifier.Check(confirmP));
            Assert.Throws<InvalidOperationException>(() => verifier.SharedKey.Length);
        }
    }

    [Fact]
    public void OwnConfirmationSentBack_IsWrong()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusProver prover = new(secret, Parties);
        using Spake2PlusVerifier verifier = new(secret, Parties);
        Assert.True(verifier.TryAnswer(prover.Share, out _, out byte[]? confirmV));

        Assert.Equal(Spake2PlusOutcome.Wrong, verifier.Check(confirmV!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")] // infinity
    [InlineData("04")]
    [InlineData("04" + Zeros + Zeros)] // off the curve
    [InlineData("04" + Field + Ones)] // a coordinate that is the field's prime
    [InlineData("04" + Ones + Ones)]
    [InlineData("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f")] // compressed: on the curve, and not how shares are written
    [InlineData(Rfc9383Vector.ShareV + "00")]
    public void ShareThatIsNoPoint_IsMalformedToBothSides(string share)
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusProver prover = new(secret, Parties);
        using Spake2PlusVerifier verifier = new(secret, Parties);

        Assert.Equal(Spake2PlusOutcome.Malformed, prover.TryConfirm(Bytes(share), Bytes(Rfc9383Vector.ConfirmV), out byte[]? confirmP));
        Assert.Null(confirmP);
        Assert.False(verifier.TryAnswer(Bytes(share), out _, out _));
    }

    [Fact]
    public void EachBitOfAShareTurned_IsAlmostNeverAPointAndNeverProves()
    {
        using Spake2PlusSecret secret = Secret();
        byte[] answer = Bytes(Rfc9383Vector.ShareV);
        for (int bit = 0; bit < 8 * answer.Length; bit += 13)
        {
            using Spake2PlusProver prover = new(secret, Parties, Scalar(Rfc9383Vector.X));
            byte[] turned = [.. answer];
            turned[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.NotEqual(Spake2PlusOutcome.Proved, prover.TryConfirm(turned, Bytes(Rfc9383Vector.ConfirmV), out _));
        }
    }

    [Fact]
    public void ShareThatIsTheMaskAlone_IsMalformed()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusProver prover = new(secret, Parties);
        using Spake2PlusVerifier verifier = new(secret, Parties);

        // Nobody without w0 can send these; they would make the shared points infinity.
        Assert.Equal(
            Spake2PlusOutcome.Malformed, prover.TryConfirm(Spake2PlusGroup.Encode(Spake2PlusGroup.N.Multiply(secret.W0)), Bytes(Rfc9383Vector.ConfirmV), out _));
        Assert.False(verifier.TryAnswer(Spake2PlusGroup.Encode(Spake2PlusGroup.M.Multiply(secret.W0)), out _, out _));
    }

    [Fact]
    public void MessageOutOfTurn_IsAFaultOfThisProgram()
    {
        using Spake2PlusSecret secret = Secret();
        using Spake2PlusProver prover = new(secret, Parties, Scalar(Rfc9383Vector.X));
        using Spake2PlusVerifier verifier = new(secret, Parties, Scalar(Rfc9383Vector.Y));

        Assert.Throws<InvalidOperationException>(() => prover.SharedKey.Length);
        Assert.Throws<InvalidOperationException>(() => verifier.Check(Bytes(Rfc9383Vector.ConfirmP)));
        prover.TryConfirm(Bytes(Rfc9383Vector.ShareV), Bytes(Rfc9383Vector.ConfirmV), out _);
        Assert.Throws<InvalidOperationException>(() => prover.TryConfirm(Bytes(Rfc9383Vector.ShareV), Bytes(Rfc9383Vector.ConfirmV), out _));
        verifier.TryAnswer(Bytes(Rfc9383Vector.ShareP), out _, out _);
        Assert.Throws<InvalidOperationException>(() => verifier.TryAnswer(Bytes(Rfc9383Vector.ShareP), out _, out _));
    }

    [Fact]
    public void StretchedPasscode_IsReducedToItsTwoRemainders()
    {
        byte[] stretched = new byte[Spake2PlusSecret.StretchedBytes];
        stretched.AsSpan(0, 40).Fill(0xff);
        stretched[^1] = 5;

        using Spake2PlusSecret secret = Spake2PlusSecret.FromStretched(stretched);

        // 2^320 - 1 modulo the order of P-256, computed elsewhere
        Assert.Equal("fffffffe00000001431905529c0166cd22159165b6faae70f756a571fc632550", Hex(secret.W0Bytes));
        Assert.Equal(BigInteger.ValueOf(5), secret.W1);
    }

    [Fact]
    public void Disposed_HoldsNothing()
    {
        Spake2PlusSecret secret = Secret();
        ReadOnlySpan<byte> w0 = secret.W0Bytes;

        secret.Dispose();

        Assert.Equal(new byte[Spake2PlusGroup.ScalarBytes], w0.ToArray());
        Assert.Equal(BigInteger.Zero, secret.W1);
    }

    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Ones = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string Field = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";

    private static (Spake2PlusOutcome AtProver, Spake2PlusOutcome AtVerifier, string Key) Run(
        Spake2PlusSecret ofProver, Spake2PlusSecret ofVerifier, Spake2PlusParties atProver, Spake2PlusParties atVerifier)
    {
        using Spake2PlusProver prover = new(ofProver, atProver);
        using Spake2PlusVerifier verifier = new(ofVerifier, atVerifier);
        Assert.True(verifier.TryAnswer(prover.Share, out byte[]? shareV, out byte[]? confirmV));
        Spake2PlusOutcome proved = prover.TryConfirm(shareV!, confirmV!, out byte[]? confirmP);
        if (proved != Spake2PlusOutcome.Proved)
            return (proved, Spake2PlusOutcome.Wrong, "");
        Spake2PlusOutcome checkedOutcome = verifier.Check(confirmP!);
        Assert.Equal(Hex(prover.SharedKey), Hex(verifier.SharedKey));
        return (proved, checkedOutcome, Hex(prover.SharedKey));
    }

    private static Spake2PlusSecret Secret() => Spake2PlusSecret.FromScalars(Bytes(Rfc9383Vector.W0), Bytes(Rfc9383Vector.W1));

    private static Spake2PlusParties PartiesOf(string context, string prover, string verifier) =>
        new(Encoding.ASCII.GetBytes(context), Encoding.ASCII.GetBytes(prover), Encoding.ASCII.GetBytes(verifier));

    private static ECPoint Point(string hex)
    {
        Assert.True(Spake2PlusGroup.TryDecode(Bytes(hex), out ECPoint? point));
        return point!;
    }

    private static BigInteger Scalar(string hex) => Spake2PlusGroup.DecodeScalar(Bytes(hex));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
