using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PeerProto.Tests.Conformance;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Security;

/// <summary>What somebody on the path reads of a session, as docs/privacy.md says: a relay keeps every byte of it.</summary>
public sealed class ObserverTests : IAsyncDisposable
{
    private const string NearName = "Ana's laptop";
    private const string FarName = "Bob's phone";
    private const string Said = "a sentence between the two";
    private const string Passcode = "9264-0815";

    private readonly TestWorld _world = new();
    private readonly FakeDiscovery _discovery = new();
    private readonly PeerIdentity _near = PeerIdentity.Create(new PeerCertificateOptions { Names = ["ana.example"] });
    private readonly PeerIdentity _far = PeerIdentity.Create(new PeerCertificateOptions { Names = ["bob.example"] });

    public static TheoryData<string, string> TransportsAndKinds =>
    [
        .. from transport in (string[])["tcp", "ws"]
           from kind in (string[])["Unverified", "Pinned", "Passcode", "Paired", "PreSharedKey"]
           select (transport, kind),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        _near.Dispose();
        _far.Dispose();
    }

    [Theory]
    [MemberData(nameof(TransportsAndKinds))]
    public async Task EncryptedSession_ShowsNothingOfThePeersAndWhatTheySay(string transport, string kind)
    {
        (byte[] recorded, Dictionary<string, byte[]> clues) = await RecordAsync(transport, kind);

        Assert.Empty(clues.Where(clue => recorded.AsSpan().IndexOf(clue.Value) >= 0).Select(static clue => clue.Key));
        Assert.True(recorded.AsSpan().IndexOf("peerproto/0"u8) >= 0, "The application protocol should be in clear, as docs/privacy.md says.");
    }

    [Fact]
    public async Task PreSharedKey_ShowsItsName()
    {
        (byte[] recorded, _) = await RecordAsync("tcp", "PreSharedKey");

        Assert.True(recorded.AsSpan().IndexOf("conformance"u8) >= 0, "The name of the secret should be in clear, as docs/privacy.md says.");
    }

    /// <summary>So that the others look for what is really there.</summary>
    [Fact]
    public async Task SessionWithoutSecurity_ShowsItAll()
    {
        (byte[] recorded, Dictionary<string, byte[]> clues) = await RecordAsync("tcp", "None");

        string[] shown = ["the near name", "the far name", "the near identifier", "the far identifier", "the contract", "what was said"];
        Assert.DoesNotContain(shown, clue => recorded.AsSpan().IndexOf(clues[clue]) < 0);
    }

    private async Task<(byte[] Recorded, Dictionary<string, byte[]> Clues)> RecordAsync(string transport, string kind)
    {
        PeerSession<ITestContract> far = await StartAsync(transport, kind, _far, _near.Key, FarName, _discovery);
        PeerSession<ITestContract> near = await StartAsync(transport, kind, _near, _far.Key, NearName, discovery: null);
        string instance = (await _discovery.Changes.NextAsync()).Service.InstanceName;
        await using RecordingRelay relay = new(far.LocalEndpoints[0].Address!);

        Peer<ITestContract> peer = await near.ConnectAsync(PeerEndpoint.FromAddress(transport, relay.Place), Token).Guarded();
        await peer.Contract.PokeAsync(Said, Token).Guarded();
        await _world.PassTimeUntilAsync(near.DisposeAsync().AsTask());
        await _world.PassTimeUntilAsync(far.DisposeAsync().AsTask());

        Dictionary<string, byte[]> clues = new()
        {
            ["the near name"] = Encoding.UTF8.GetBytes(NearName),
            ["the far name"] = Encoding.UTF8.GetBytes(FarName),
            ["the near identifier"] = BytesOf(near.Id),
            ["the far identifier"] = BytesOf(far.Id),
            ["the contract"] = "session-test"u8.ToArray(),
            ["what was said"] = Encoding.UTF8.GetBytes(Said),
            ["the announced instance"] = Encoding.ASCII.GetBytes(instance),
            ["the passcode"] = Encoding.ASCII.GetBytes(Passcode),
        };
        foreach ((string whose, PeerIdentity identity) in new[] { ("near", _near), ("far", _far) })
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(identity.ExportCertificatePem());
            using ECDsa key = certificate.GetECDsaPublicKey()!;
            clues.Add($"the {whose} key", key.ExportParameters(includePrivateParameters: false).Q.X!);
            clues.Add($"the {whose} fingerprint", identity.Key.Span.ToArray());
            clues.Add($"the {whose} fingerprint in digits", Encoding.ASCII.GetBytes(identity.Key.ToString()));
            clues.Add($"the {whose} certificate's subject", certificate.SubjectName.RawData);
            clues.Add($"the {whose} certificate's name", Encoding.ASCII.GetBytes(whose == "near" ? "ana.example" : "bob.example"));
        }

        return (await relay.RecordedAsync(), clues);
    }

    private static byte[] BytesOf(PeerId id)
    {
        byte[] bytes = new byte[PeerId.Length];
        id.CopyTo(bytes);
        return bytes;
    }

    private async Task<PeerSession<ITestContract>> StartAsync(string transport, string kind, PeerIdentity identity, PeerKey other, string name, FakeDiscovery? discovery)
    {
        PeerTrustStore store = new();
        await store.AddAsync(other, "", cancellationToken: Token);
        return await _world.StartAsync(configure: options =>
        {
            options.Transports = [transport == "ws" ? new WebSocketTransportProvider() : new TcpTransportProvider()];
            options.ListenAddress = IPAddress.Loopback;
            options.Identity = identity;
            options.DisplayName = name;
            options.UseDiscovery = discovery is not null;
            options.Discovery = discovery;
            options.Security = kind switch
            {
                "None" => PeerSecurity.None,
                "Pinned" => PeerSecurity.Pinned(other),
                "Passcode" => PeerSecurity.Passcode(Passcode),
                "Paired" => PeerSecurity.Paired(store),
                "PreSharedKey" => PskForSessions.Security,
                _ => PeerSecurity.Unverified,
            };
        });
    }
}
