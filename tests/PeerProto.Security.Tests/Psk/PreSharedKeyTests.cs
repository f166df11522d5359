using System.Text;

namespace PeerProto.Security.Tests.Psk;

public sealed class PreSharedKeyTests
{
    [Theory]
    [InlineData("1234", "a7127fadaf08053b7fe5e836e3b52e8b33405e41a4ebfda1ae406069cd05396b")]
    public void KeyFromAPasscode_IsThatOfApplesTicTacToe(string passcode, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(PreSharedKey.FromApplePasscode("TicTacToe", passcode).CopySecret()));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(257)]
    public void SecretTooShortOrTooLong_IsRefused(int length) =>
        Assert.Contains("16 to 256 bytes", Assert.Throws<ArgumentException>(() => PeerSecurity.PreSharedKey("kitchen", new byte[length])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void NoIdentity_IsRefused(string? identity) =>
        Assert.ThrowsAny<ArgumentException>(() => PeerSecurity.PreSharedKey(identity!, PskScene.Key));

    [Fact]
    public void IdentityTooLong_IsRefusedByItsBytes()
    {
        Assert.NotNull(new PreSharedKey(new string('ä', 64), PskScene.Key));
        Assert.Throws<ArgumentException>(() => new PreSharedKey(new string('ä', 65), PskScene.Key));
    }

    [Fact]
    public void TwoKeysOfOneIdentity_AreRefused() =>
        Assert.Contains("same identity", Assert.Throws<ArgumentException>(() => PeerSecurity.PreSharedKey(
            new PreSharedKey("kitchen", PskScene.Key), new PreSharedKeyOptions { AlsoAccepted = [new PreSharedKey("kitchen", PskScene.OtherKey)] })).Message, StringComparison.Ordinal);

    [Fact]
    public void MoreKeysThanAListenerTakes_AreRefused()
    {
        PreSharedKey[] keys = [.. Enumerable.Range(0, PreSharedKeyOptions.MaximumAlsoAccepted + 1).Select(static i => new PreSharedKey($"key {i}", PskScene.Key))];
        PreSharedKey own = new("kitchen", PskScene.Key);
        Assert.NotNull(PeerSecurity.PreSharedKey(own, new PreSharedKeyOptions { AlsoAccepted = keys[1..] }));
        Assert.Throws<ArgumentException>(() => PeerSecurity.PreSharedKey(own, new PreSharedKeyOptions { AlsoAccepted = keys }));
    }

    [Fact]
    public void SecretOfTheCaller_IsCopied()
    {
        byte[] secret = [.. PskScene.Key];
        PreSharedKey key = new("kitchen", secret);
        Array.Clear(secret);
        Assert.Equal(PskScene.Key, key.CopySecret());
    }

    [Fact]
    public void WhatIsWritten_ShowsTheIdentityAndNotTheSecret()
    {
        PreSharedKey key = new("kitchen", Encoding.ASCII.GetBytes("open sesame open sesame"));
        string written = $"{key} {new PreSharedKeyOptions { AlsoAccepted = [key] }} {PeerSecurity.PreSharedKey(key)}";
        Assert.Contains("kitchen", written, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(key.CopySecret())[..8], written, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void PreSharedKey_HasNoCertificateForTransportsWithTlsOfTheirOwn()
    {
        using PeerIdentity identity = PeerIdentity.Create();
        Assert.Null(PskScene.Security.CreateTlsCredentials(identity));
        Assert.False(PskScene.Security.IdentifiesPeers);
        Assert.Equal("tls-psk", PskScene.Security.CreateStreamSecurity(identity).Name);
    }
}
