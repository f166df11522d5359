using PeerProto.Security.Passcode;
using PeerProto.Security.Spake2Plus;

namespace PeerProto.Security.Tests.Passcode;

public sealed class PasscodeTextTests
{
    [Theory]
    [InlineData("4711-0815", "47110815")]
    [InlineData(" 4711 0815\t", "47110815")]
    [InlineData("4711\u20130815", "47110815")] // an en dash, as phones write it
    [InlineData("4711\u22120815", "47110815")]
    [InlineData("\uff14\uff17\uff11\uff11\uff10\uff18\uff11\uff15", "47110815")] // full-width digits
    [InlineData("4711\u200b0815", "47110815")]
    public void WrittenInAnotherWay_IsTheSamePasscode(string written, string normal) => Assert.Equal(normal, PasscodeText.Normalize(written));

    [Fact]
    public void AccentOfItsOwn_IsTheSamePasscodeOrRefusedWhereTheAppCannotTell()
    {
        const string Written = "caf\u0065\u0301-noir";
        if ("\u0065\u0301".Normalize().Length == 1)
            Assert.Equal("caf\u00e9noir", PasscodeText.Normalize(Written));
        else
            Assert.Contains("InvariantGlobalization", Assert.Throws<ArgumentException>(() => PeerSecurity.Passcode(Written)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LettersInAnotherCase_AreAnotherPasscode() => Assert.NotEqual(PasscodeText.Normalize("Passcode"), PasscodeText.Normalize("passcode"));

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1-2-3-4-5 ")]
    [InlineData("------------")]
    public void LessThanSixCharactersThatCount_IsRefused(string written) => Assert.Throws<ArgumentException>(() => PeerSecurity.Passcode(written));

    [Fact]
    public void RefusalAndText_DoNotTellThePasscode()
    {
        string told = Assert.Throws<ArgumentException>(() => PeerSecurity.Passcode("98-765")).ToString() + PeerSecurity.Passcode("4711-0815");

        Assert.DoesNotContain("98-765", told, StringComparison.Ordinal);
        Assert.DoesNotContain("98765", told, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Stretched_IsWhatAnotherProgramComputes()
    {
        using Spake2PlusSecret secret = PasscodeText.Stretch("47110815");

        // Python: hashlib.pbkdf2_hmac('sha256', b'47110815', b'peerproto/0 passcode', 100000, 80), halves modulo the order of P-256
        Assert.Equal("dd790f21bec912e3ee3f3d8da5a3292eea7c450cb22df8f2d66cff24373a445b", Convert.ToHexStringLower(secret.W0Bytes));
        Assert.Equal("c1c40b07c56223885e4cb52cc6646a13405bcda3671aa4f39821fac22af96888", Convert.ToHexStringLower(Spake2PlusGroup.EncodeScalar(secret.W1)));
    }
}
