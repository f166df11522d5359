namespace PeerProto.Abstractions.Tests.Discovery;

public sealed class PeerTicketTests
{
    private static readonly PeerKey Key = PeerKey.FromBytes([.. Enumerable.Range(1, PeerKey.Length).Select(static i => (byte)i)]);
    private static readonly string Head = PeerTicket.Prefix + Convert.ToHexStringLower(Key.Span);

    [Fact]
    public void Ticket_IsWrittenAsTheDocumentationSays()
    {
        PeerTicket ticket = new(Key, [PeerEndpoint.Parse("quic://192.0.2.1:4711"), PeerEndpoint.Parse("ws://board.example:80/a")]);

        Assert.Equal($"{Head};quic://192.0.2.1:4711;ws://board.example:80/a", ticket.ToText());
        Assert.Equal(ticket.ToText(), ticket.ToString());
    }

    [Theory]
    [InlineData("tcp://192.0.2.1:1")]
    [InlineData("tcp://[2001:db8::1]:65535;memory://name;unix:///run/board")]
    public void TextOfATicket_IsReadAsItWasWritten(string endpoints)
    {
        PeerTicket ticket = PeerTicket.Parse($"  {Head.ToUpperInvariant()};{endpoints}\n");

        Assert.Equal(Key, ticket.Key);
        Assert.Equal(endpoints.Split(';').Select(PeerEndpoint.Parse), ticket.Endpoints);
        Assert.Equal(new PeerCandidate(ticket.Endpoints, Key), ticket.ToCandidate());
    }

    [Theory]
    [InlineData("")]
    [InlineData("peerproto-pair:AAAA")]
    [InlineData("peerproto-peer:")]
    [InlineData("peerproto-peer:;tcp://192.0.2.1:1")]
    [InlineData("peerproto-peer:0102;tcp://192.0.2.1:1")]
    [InlineData("peerproto-peer:zz02030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20;tcp://192.0.2.1:1")]
    [InlineData("peerproto-peer:0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20")]
    [InlineData("peerproto-peer:0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20;")]
    [InlineData("peerproto-peer:0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20;tcp:192.0.2.1:1")]
    [InlineData("peerproto-peer:0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20;memory://1;memory://2;memory://3;memory://4;memory://5;memory://6;memory://7;memory://8;memory://9")]
    public void TextThatIsNoTicket_IsRefused(string text)
    {
        Assert.False(PeerTicket.TryParse(text, out _));
        Assert.Contains("is no ticket", Assert.Throws<FormatException>(() => PeerTicket.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatIsTooLong_IsRefused() =>
        Assert.False(PeerTicket.TryParse($"{Head};unix:///{new string('a', PeerTicket.MaximumTextLength)}", out _));

    [Fact]
    public void EndpointsThatATicketCannotHold_AreRefused()
    {
        Assert.Contains("1 to 8 endpoints, not 0", Assert.Throws<ArgumentException>(() => new PeerTicket(Key, [])).Message, StringComparison.Ordinal);
        Assert.Contains("not 9", Assert.Throws<ArgumentException>(() => new PeerTicket(Key, Enumerable.Range(1, 9).Select(static i => PeerEndpoint.Parse($"memory://{i}")))).Message, StringComparison.Ordinal);
        Assert.Contains("semicolon", Assert.Throws<ArgumentException>(() => new PeerTicket(Key, [PeerEndpoint.Parse("unix:///a;b")])).Message, StringComparison.Ordinal);
        Assert.Contains("characters", Assert.Throws<ArgumentException>(
            () => new PeerTicket(Key, [PeerEndpoint.FromPath("unix", "/" + new string('a', 1000)), PeerEndpoint.FromPath("unix", "/" + new string('b', 1000))])).Message, StringComparison.Ordinal);
    }
}
