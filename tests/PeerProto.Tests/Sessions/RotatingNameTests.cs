using PeerProto.Protocol;
using PeerProto.Protocol.Handshake;
using PeerProto.Sessions;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

/// <summary>The names that sessions are announced under, and what becomes of connections when they change.</summary>
public sealed class RotatingNameTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);

    /// <summary>Virtual time runs ahead of the pings.</summary>
    private static readonly ProtocolTimings Patient = new() { Hello = TimeSpan.FromDays(1), KeepAliveIdle = TimeSpan.FromDays(40), ConnectionDropTime = TimeSpan.FromDays(45) };

    [Fact]
    public void Names_AreKnownToWhoHasTheKeyAndHaveNothingInCommon()
    {
        RandomSource random = new(seed: 1);
        Hello mine = HelloOf(new byte[Hello.NameKeyLength]);
        Hello other = HelloOf([.. Enumerable.Repeat((byte)1, Hello.NameKeyLength)]);
        string[] names = [.. Enumerable.Range(0, 1000).Select(_ => RotatingName.Create(mine.NameKey.Span, random))];

        Assert.All(names, name => Assert.True(RotatingName.IsOf(mine, name)));
        Assert.All(names, name => Assert.False(RotatingName.IsOf(other, name)));
        Assert.Equal(names.Length, names.Select(static name => name[..12]).Distinct().Count());
        Assert.Equal(names.Length, names.Select(static name => name[12..]).Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ana's laptop")]
    [InlineData("000000000000000000000000")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9")]
    public void NameOfSomethingElse_IsNobodys(string name) => Assert.False(RotatingName.IsOf(HelloOf(new byte[Hello.NameKeyLength]), name));

    [Fact]
    public void PeerWithoutKey_IsKnownByTheInstanceOfItsHello()
    {
        Hello hello = HelloOf([]);
        Assert.True(RotatingName.IsOf(hello, "first"));
        Assert.False(RotatingName.IsOf(hello, RotatingName.Create([], new RandomSource(seed: 1))));
    }

    [Fact]
    public async Task NamesChange_TheNewOneComesFirstAndTheConnectionGoesOnAlone()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport anas = new(world);
        AddressedTransport bens = new(world);
        PeerSession<ITestContract> ana = await world.StartAsync(configure: options => Configure(options, anas));
        PeerSession<ITestContract> ben = await world.StartAsync(configure: options => Configure(options, bens));
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        List<string> present = [.. (await discovery.Changes.TakeAsync(2)).Select(static change => change.Service.InstanceName)];
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 1); // before time passes, or the second mover would try as well
        int dialled = anas.DialledPorts.Count + bens.DialledPorts.Count;

        Task<List<ServiceChange>> rotated = discovery.Changes.TakeAsync(12);
        await world.PassTimeUntilAsync(rotated);

        HashSet<string> names = [.. present];
        foreach (ServiceChange change in await rotated)
        {
            if (change.Kind == ServiceChangeKind.Added)
            {
                Assert.True(names.Add(change.Service.InstanceName), "A name came twice.");
                present.Add(change.Service.InstanceName);
            }
            else
            {
                Assert.True(present.Remove(change.Service.InstanceName));
            }

            Assert.InRange(present.Count, 2, 4);
        }

        Assert.True(peer.IsConnected);
        Assert.Same(peer, Assert.Single(ana.Peers));
        Assert.Single(ben.Peers);
        Assert.Equal((1, 1), (TestWorld.CountConnections(ana), TestWorld.CountConnections(ben)));
        Assert.Equal(dialled, anas.DialledPorts.Count + bens.DialledPorts.Count);
        Assert.Equal(3, await peer.Contract.AddAsync(1, 2, default).Guarded());

        void Configure(PeerSessionOptions options, ITransport transport) => Announce(discovery, transport, options);
    }

    [Fact]
    public async Task FirstName_LastsThreeToFiveQuartersOfItsLifetime()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        await world.StartAsync(configure: options => Announce(discovery, new AddressedTransport(world), options));
        await discovery.Changes.NextAsync();

        TimeSpan passed = await world.PassTimeUntilAsync(discovery.Changes.NextAsync());

        Assert.True(passed >= 0.75 * Lifetime, $"after {passed}"); // how much later it is seen depends on the threads of the test
    }

    [Fact]
    public async Task Announcement_TellsNeitherNameNorKeyNorIdentifier()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        using PeerIdentity identity = PeerIdentity.Create();
        PeerSession<ITestContract> session = await world.StartAsync(configure: options =>
        {
            Announce(discovery, new AddressedTransport(world), options);
            options.DisplayName = "Ana Lovelace";
            options.Security = PeerSecurity.Unverified;
            options.Identity = identity;
        });

        DiscoveredService announced = (await discovery.Changes.NextAsync()).Service;

        string everything = announced.InstanceName + string.Concat(announced.Txt.Select(static entry => $" {entry.Key}={entry.Text}"));
        Assert.DoesNotContain("Lovelace", everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(session.Id.ToString(), everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(identity.Key.ToString()!.Replace("-", "", StringComparison.Ordinal)[..12], everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Environment.MachineName, everything, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Environment.UserName, announced.InstanceName, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task LetGo_HoldsForTheNextNameToo()
    {
        await using TestWorld world = new();
        FakeDiscovery discovery = new();
        AddressedTransport anas = new(world);
        AddressedTransport bens = new(world);
        PeerSession<ITestContract> ana = await world.StartAsync(configure: options => Announce(discovery, anas, options));
        PeerSession<ITestContract> ben = await world.StartAsync(configure: options => Announce(discovery, bens, options));
        await using IAsyncEnumerator<PeerEvent<ITestContract>> changes = ana.PeersAsync().GetAsyncEnumerator();
        Peer<ITestContract> peer = (await changes.NextAsync()).Peer;
        await discovery.Changes.TakeAsync(2);
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 1);

        await peer.CancelAsync().Guarded();
        await changes.NextAsync();
        await TestWorld.YieldUntilAsync(() => ben.Peers.Count == 0);
        int dialled = anas.DialledPorts.Count + bens.DialledPorts.Count;
        await world.PassTimeUntilAsync(discovery.Changes.TakeAsync(12));

        Assert.Equal(dialled, anas.DialledPorts.Count + bens.DialledPorts.Count);
        Assert.Empty(ana.Peers);
    }

    private static void Announce(FakeDiscovery discovery, ITransport transport, PeerSessionOptions options)
    {
        options.UseDiscovery = true;
        options.Discovery = discovery;
        options.Transports = [new Given(transport)];
        options.InstanceNameLifetime = Lifetime;
        options.Timings = Patient;
    }

    private static Hello HelloOf(byte[] nameKey) => RawPeer.CreateHello(RawPeer.CreateId(1), "first") with { NameKey = nameKey };
}
