using System.Net;

namespace PeerProto.Apple.Tests;

public sealed class BorderAgentTests
{
    private const string Id = "3bce5b8ac8d5f8b7d8ec4a7f1b5cdb1e";

    [Fact]
    public void MacAddressOfThePost_IsRefusedWithTheReason()
    {
        Assert.False(BorderAgentId.TryCreate(Convert.FromHexString("9483C451DC3E"), out _, out string? refusal));
        Assert.Contains("MAC address", refusal, StringComparison.Ordinal);
        Assert.Contains("_meshcop._udp", refusal, StringComparison.Ordinal);
        Assert.Contains("MAC address", Assert.Throws<FormatException>(() => BorderAgentId.Parse("94:83:C4:51:DC:3E")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BorderAgentId.Create(new byte[6]));
    }

    [Theory]
    [InlineData(Id, BorderAgentIdKind.Identifier)]
    [InlineData("F4-CE-36-B9-1A-2B-3C-4D", BorderAgentIdKind.ExtendedAddress)]
    public void IdentifierOrExtendedAddress_IsTaken(string hex, BorderAgentIdKind kind)
    {
        BorderAgentId id = BorderAgentId.Parse(hex);

        Assert.Equal(kind, id.Kind);
        Assert.Equal(hex.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), id.ToString());
        Assert.Equal(id, BorderAgentId.Create(id.Bytes.Span));
        Assert.Equal(id.GetHashCode(), BorderAgentId.Parse(hex).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("zz")]
    [InlineData("0000000000000000")]
    [InlineData("00112233445566778899aabbccddeeff00")]
    public void AnythingElse_IsRefused(string hex) => Assert.Throws<FormatException>(() => BorderAgentId.Parse(hex));

    // The bitmaps of python-otbr-api, tests/test_mdns.py (MIT): a border router at work, and one without a network.
    [Theory]
    [InlineData("000001b1", BorderAgentInterfaceState.Active, true, true)]
    [InlineData("00000021", BorderAgentInterfaceState.NotInitialized, false, false)]
    public void StateBitmap_ReadsAsPublished(string hex, BorderAgentInterfaceState state, bool isActive, bool isPrimary)
    {
        BorderAgentState read = BorderAgent.From(Service(TxtRecord.Empty.With("sb", Convert.FromHexString(hex)))).State!.Value;

        Assert.Equal(BorderAgentConnectionMode.Pskc, read.ConnectionMode);
        Assert.Equal(state, read.InterfaceState);
        Assert.True(read.IsHighlyAvailable);
        Assert.Equal((isActive, isPrimary), (read.IsBackboneActive, read.IsBackbonePrimary));
    }

    [Fact]
    public void TxtRecord_IsDecodedWithItsBinaryValues()
    {
        BorderAgent agent = BorderAgent.From(Service(Record()));

        Assert.Equal("GL-S20-new001", agent.NetworkName);
        Assert.Equal(0x3c66f0dc9ef53f1cUL, agent.ExtendedPanId);
        Assert.Equal(Id, agent.Identifier?.ToString());
        Assert.Equal("f4ce36b91a2b3c4d", agent.ExtendedAddress?.ToString());
        Assert.Same(agent.Identifier, agent.StorageId);
        Assert.Equal("1.3.0", agent.ThreadVersion);
        Assert.Equal(new ThreadTimestamp(1), agent.ActiveTimestamp);
        Assert.Equal(0x01020304u, agent.PartitionId);
        Assert.Equal(IPNetwork.Parse("fd12:3456:789a:1::/64"), agent.RoutablePrefix);
        Assert.Equal((ushort)61631, agent.BackbonePort);
        Assert.True(agent.Serves(ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring)));
        Assert.False(agent.Serves(ThreadDataset.ParseHex(ThreadVectors.Active)));
        Assert.Contains(Id, agent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MalformedEntries_AreNull()
    {
        byte[] three = [1, 2, 3];
        TxtRecord txt = TxtRecord.Empty;
        foreach (string key in new[] { "xp", "id", "xa", "sb", "at", "pt", "bb", "sq", "omr" })
            txt = txt.With(key, three);

        BorderAgent agent = BorderAgent.From(Service(txt));

        Assert.Null(agent.ExtendedPanId);
        Assert.Null(agent.StorageId);
        Assert.Null(agent.State);
        Assert.Null(agent.ActiveTimestamp);
        Assert.Null(agent.PartitionId);
        Assert.Null(agent.BackbonePort);
        Assert.Null(agent.BackboneSequence);
        Assert.Null(agent.RoutablePrefix);
        Assert.False(agent.Serves(ThreadDataset.ParseHex(ThreadVectors.Active)));
    }

    [Fact]
    public void ServiceOfAnotherType_IsRefused() =>
        Assert.Throws<ArgumentException>(() => BorderAgent.From(new DiscoveredService("x", ServiceType.Parse("_ipp._tcp"), "x.local", 1, TxtRecord.Empty, Array.Empty<IPEndPoint>())));

    [Fact]
    public async Task BorderAgentOfTheDataset_IsFoundAmongOthers()
    {
        DiscoveredService other = Service(Record().With("xp", Convert.FromHexString("39758ec8144b07fb")));
        DiscoveredService gone = Service(Record());
        StubDiscovery discovery = new(
            new ServiceChange(ServiceChangeKind.Added, other), new ServiceChange(ServiceChangeKind.Removed, gone), new ServiceChange(ServiceChangeKind.Added, Service(Record())));

        BorderAgent? agent = await new BorderAgentBrowser(discovery).FindAsync(ThreadDataset.ParseHex(ThreadVectors.OfPostAboutStoring), TestContext.Current.CancellationToken);

        Assert.Equal(Id, agent?.StorageId?.ToString());
        Assert.Equal(BorderAgent.ServiceType, discovery.Asked);
    }

    [Fact]
    public async Task NoBorderAgentOfTheDataset_EndsWithTheDiscovery()
    {
        StubDiscovery discovery = new(new ServiceChange(ServiceChangeKind.Added, Service(Record())));
        BorderAgentBrowser browser = new(discovery);

        Assert.Null(await browser.FindAsync(ThreadDataset.ParseHex(ThreadVectors.Active), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            browser.FindAsync(ThreadDataset.ParseHex(ThreadVectors.Active).Without(ThreadTlvType.ExtendedPanId), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void MutatedTxtRecord_IsReadOrRefusedAndNothingElse()
    {
        byte[] input = Record().Encode();
        for (int seed = 0; seed < Mutations.Count; seed++)
        {
            if (TxtRecord.TryDecode(Mutations.Of(input, seed), out TxtRecord? txt))
                Assert.NotNull(BorderAgent.From(Service(txt)).ToString());
        }
    }

    private static TxtRecord Record() => TxtRecord.Empty
        .With("rv", "1").With("nn", "GL-S20-new001").With("tv", "1.3.0").With("vn", "GL.iNET").With("mn", "S20")
        .With("id", Convert.FromHexString(Id)).With("xp", Convert.FromHexString("3c66f0dc9ef53f1c")).With("xa", Convert.FromHexString("f4ce36b91a2b3c4d"))
        .With("dd", Convert.FromHexString("f4ce36b91a2b3c4d")).With("sb", Convert.FromHexString("000001b1")).With("at", Convert.FromHexString("0000000000010000"))
        .With("pt", Convert.FromHexString("01020304")).With("sq", new byte[] { 7 }).With("bb", Convert.FromHexString("f0bf"))
        .With("dn", "DefaultDomain").With("omr", Convert.FromHexString("40fd123456789a0001"));

    private static DiscoveredService Service(TxtRecord txt) => new("GL-S20 #DC3E", BorderAgent.ServiceType, "gl-s20.local", 49152, txt, [new IPEndPoint(IPAddress.Loopback, 49152)]);
}
