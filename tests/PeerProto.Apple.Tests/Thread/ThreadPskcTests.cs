namespace PeerProto.Apple.Tests;

public sealed class ThreadPskcTests
{
    private const string LongPassphrase =
        "123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567812345678123456781234567";

    // Thread specification 8.4.1.2; OpenThread's documentation of its generator; OpenThread tests/unit/test_pskc.cpp (BSD-3-Clause);
    // python-otbr-api tests/test_pskc.py (MIT).
    [Theory]
    [InlineData("12SECRETPASSWORD34", "Test Network", "0001020304050607", "c3f59368445a1b6106be420a706d4cc9")]
    [InlineData("J01NME", "OpenThreadDemo", "1111111122222222", "d54a302098c3adb116c5fd2137771d56")]
    [InlineData("123456", "OpenThread", "0102030405060708", "44988e22cf652eeeccd1e4c01d0154f8")]
    [InlineData(LongPassphrase, "OpenThread", "0102030405060708", "9e81bd35a253762f80ee04ff2fa285e9")]
    [InlineData("J01NME", "MyOTBRNetwork", "1234AAAA1234BBBB", "ee4fb64e9341e13846bbe7e1c52b6785")]
    [InlineData("0123456789ABCDEF", "MyOTBRNetwork", "1234AAAA1234BBBB", "f1927f0ec11da1ac7ef4ee05e81fe0ce")]
    public void PublishedPassphrase_GivesThePublishedKey(string passphrase, string name, string extendedPanId, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(ThreadPskc.Derive(passphrase, name, Convert.FromHexString(extendedPanId))));

    [Fact]
    public void PassphraseOfTheBorderRoutersWebPage_GivesTheKeyOfItsDataset()
    {
        ThreadDataset dataset = ThreadDataset.ParseHex(ThreadVectors.OfBorderRouterDemo);

        Assert.Equal(dataset.Pskc.ToArray(), ThreadPskc.Derive("j01Nme", dataset.NetworkName!, Convert.FromHexString("1111111122222222")));
    }

    [Theory]
    [InlineData("short", "Name", 8)]
    [InlineData("", "Name", 8)]
    [InlineData("passphrase", "a name of 17 byte", 8)]
    [InlineData("passphrase", "Name", 7)]
    public void ArgumentOfAWrongLength_IsRefused(string passphrase, string name, int idLength) =>
        Assert.ThrowsAny<ArgumentException>(() => ThreadPskc.Derive(passphrase, name, new byte[idLength]));

    [Fact]
    public void PassphraseOf256Bytes_IsRefused() => Assert.Throws<ArgumentException>(() => ThreadPskc.Derive(new string('a', 256), "Name", new byte[8]));

    // RFC 4493 section 4.
    [Theory]
    [InlineData("", "bb1d6929e95937287fa37d129b756746")]
    [InlineData("6bc1bee22e409f96e93d7e117393172a", "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411", "dfa66747de9ae63030ca32611497c827")]
    [InlineData("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710", "51f0bebf7e3b9d92fc49741779363cfe")]
    public void Cmac_IsThatOfTheRfc(string message, string expected)
    {
        using AesCmac cmac = new(Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c"));
        byte[] code = new byte[AesCmac.Length];

        cmac.Compute(Convert.FromHexString(message), code);

        Assert.Equal(expected, Convert.ToHexStringLower(code));
    }

    // RFC 4615 section 4.
    [Theory]
    [InlineData("000102030405060708090a0b0c0d0e0fedcb", "84a348a4a45d235babfffc0d2b4da09a")]
    [InlineData("000102030405060708090a0b0c0d0e0f", "980ae87b5f4c9c5214f5b6a8455e4c2d")]
    [InlineData("00010203040506070809", "290d9e112edb09ee141fcf64c0b72f3d")]
    public void Prf_IsThatOfTheRfc(string key, string expected)
    {
        using AesCmac prf = AesCmac.ForPrf128(Convert.FromHexString(key));
        byte[] code = new byte[AesCmac.Length];

        prf.Compute(Convert.FromHexString("000102030405060708090a0b0c0d0e0f10111213"), code);

        Assert.Equal(expected, Convert.ToHexStringLower(code));
    }

    [Fact]
    public void PassphraseInUnicode_IsTakenAsItsUtf8() =>
        Assert.NotEqual(
            ThreadPskc.Derive("p\u00E4ssword", "Name", new byte[8]),
            ThreadPskc.Derive("pa\u0308ssword", "Name", new byte[8]));
}
