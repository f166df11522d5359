namespace PeerProto.Security.Tests.Pairing;

public sealed class PairingTicketTests
{
    private static readonly PeerKey Key = PeerKey.FromBytes([.. Enumerable.Range(0, PeerKey.Length).Select(static i => (byte)i)]);
    private static readonly DateTimeOffset Expires = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Text_IsReadBackWhole()
    {
        PairingTicket ticket = PairingTicket.Create(Key, Expires, [PeerEndpoint.Parse("tcp://192.0.2.7:4711"), PeerEndpoint.Parse("tcp://[2001:db8::7]:4711")]);

        PairingTicket read = PairingTicket.Parse($" {ticket.ToText()}\n");

        Assert.Equal((ticket.Key, ticket.Expires), (read.Key, read.Expires));
        Assert.Equal(ticket.Endpoints, read.Endpoints);
        Assert.Equal(ticket.Secret.ToArray(), read.Secret.ToArray());
        Assert.InRange(ticket.ToText().Length, 1, 200); // a QR code that a phone reads across a table
    }

    [Fact]
    public void ToString_DoesNotTellTheSecret()
    {
        PairingTicket ticket = PairingTicket.Create(Key, Expires, [PeerEndpoint.Parse("tcp://192.0.2.7:4711")]);
        string secret = Convert.ToHexStringLower(ticket.Secret.Span);

        Assert.DoesNotContain(secret, $"{ticket}", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ticket.ToText()[PairingTicket.Prefix.Length..], $"{ticket}", StringComparison.Ordinal);
    }

    [Fact]
    public void TwoTickets_HaveDifferentSecrets() =>
        Assert.NotEqual(PairingTicket.Create(Key, Expires, []).Secret.ToArray(), PairingTicket.Create(Key, Expires, []).Secret.ToArray());

    [Fact]
    public void MoreEndpointsThanFit_AreLeftOut() => Assert.Equal(
        PairingTicket.MaximumEndpoints, PairingTicket.Create(Key, Expires, Enumerable.Range(1, 20).Select(static i => PeerEndpoint.Parse($"tcp://192.0.2.{i}:4711"))).Endpoints.Count);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://example.org/")]
    [InlineData("peerproto-pair:")]
    [InlineData("peerproto-pair:AQ")]
    [InlineData("peerproto-pair:!!!!")]
    public void SomethingElse_IsNoTicket(string? text)
    {
        Assert.False(PairingTicket.TryParse(text, out _));
        if (text is not null)
            Assert.Throws<FormatException>(() => PairingTicket.Parse(text));
    }

    [Fact]
    public void TextCutOrChangedAnywhere_NeverThrowsAnythingElse()
    {
        string text = PairingTicket.Create(Key, Expires, [PeerEndpoint.Parse("tcp://192.0.2.7:4711")]).ToText();
        for (int length = 0; length < text.Length - 1; length++)
            Assert.False(PairingTicket.TryParse(text[..length], out _));
        for (int at = 0; at < text.Length; at++)
        {
            string changed = string.Concat(text.AsSpan(0, at), text[at] == 'A' ? "_" : "A", text.AsSpan(at + 1));
            Assert.Equal(PairingTicket.TryParse(changed, out PairingTicket? ticket), ticket is not null);
        }

        Assert.False(PairingTicket.TryParse(text + new string('A', PairingTicket.MaximumTextLength), out _));
    }
}
