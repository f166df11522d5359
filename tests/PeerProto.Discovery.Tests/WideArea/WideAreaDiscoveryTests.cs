using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.WideArea;

public sealed class WideAreaDiscoveryTests : IAsyncDisposable
{
    private const string Pointers = "_whiteboard._tcp.example.com";

    private static readonly ServiceType Type = ServiceType.Parse("_whiteboard._tcp");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TxtRecord Text = TxtRecord.Empty.With("room", "Küche").WithFlag("open").With("id", [0x00, 0xFF, 0x80]);

    private readonly NameServer _server = new();

    [Fact]
    public async Task ServiceOfADomain_IsFoundWithEverythingThatTheDomainTells()
    {
        DnsName instance = Instance("Küche. 1\\");
        _server.Set(
            NameServer.Pointer(Pointers, instance), NameServer.Location(instance, "board.example.com", 4711), NameServer.Text(instance, Text),
            NameServer.Host("board.example.com", "192.0.2.7"), NameServer.Host("board.example.com", "2001:db8::7"));
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        ServiceChange change = await NextAsync(changes);

        Assert.Equal(ServiceChangeKind.Added, change.Kind);
        Assert.Equal(("Küche. 1\\", "board.example.com", 4711), (change.Service.InstanceName, change.Service.HostName, change.Service.Port));
        Assert.Equal(Text, change.Service.Txt);
        Assert.Equal([IPEndPoint.Parse("192.0.2.7:4711"), IPEndPoint.Parse("[2001:db8::7]:4711")], change.Service.Endpoints);
        await WhenAsync(discovery, DiscoveryStateKind.Ready);
    }

    [Fact]
    public async Task DomainChanges_TheBrowseFollows()
    {
        DnsName instance = Instance("board");
        Offer(instance, Text);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);
        Assert.Equal(ServiceChangeKind.Added, (await NextAsync(changes)).Kind);

        Offer(instance, Text.With("room", "Attic"));
        ServiceChange changed = await NextAsync(changes);
        _server.Set();
        ServiceChange removed = await NextAsync(changes);

        Assert.Equal((ServiceChangeKind.Changed, "Attic"), (changed.Kind, changed.Service.Txt.GetText("room")));
        Assert.Equal((ServiceChangeKind.Removed, "board"), (removed.Kind, removed.Service.InstanceName));
    }

    [Fact]
    public async Task NameServerIsSilent_WaitsAndGoesOnOnceItAnswers()
    {
        _server.IsSilent = true;
        Offer(Instance("board"), Text);
        await using WideAreaDiscovery discovery = Discovery(options =>
        {
            options.AnswerTimeout = TimeSpan.FromMilliseconds(50);
            options.MaximumAttempts = 2;
        });
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);
        Task<ServiceChange> next = NextAsync(changes);

        DiscoveryState waiting = await WhenAsync(discovery, DiscoveryStateKind.Waiting);
        _server.IsSilent = false;

        Assert.Equal(DiscoveryProblem.NameServerSilent, waiting.Diagnosis!.Problem);
        Assert.Contains(_server.Address.ToString(), waiting.Diagnosis.Cause, StringComparison.Ordinal);
        Assert.Equal("board", (await next).Service.InstanceName);
    }

    [Fact]
    public async Task NameServerIsSilentForAWhile_WhatWasFoundIsForgottenAndFoundAgain()
    {
        Offer(Instance("board"), Text);
        await using WideAreaDiscovery discovery = Discovery(options =>
        {
            options.AnswerTimeout = TimeSpan.FromMilliseconds(50);
            options.MaximumAttempts = 1;
        });
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);
        Assert.Equal((ServiceChangeKind.Added, "board"), await KindAndNameAsync(changes));

        _server.IsSilent = true;
        Assert.Equal((ServiceChangeKind.Removed, "board"), await KindAndNameAsync(changes));
        _server.IsSilent = false;

        Assert.Equal((ServiceChangeKind.Added, "board"), await KindAndNameAsync(changes));
    }

    [Fact]
    public async Task SeveralLocations_OneOfTheLowestPriorityCountsWhateverTheirOrder()
    {
        DnsName instance = Instance("board");
        DnsRecord[] records =
        [
            new(instance, DnsRecordType.Srv, new ServiceData(10, 0, 1, DnsName.Parse("spare.example.com")), 60), new(instance, DnsRecordType.Srv, new ServiceData(0, 0, 2, DnsName.Parse("main.example.com")), 60),
            NameServer.Pointer(Pointers, instance), NameServer.Host("main.example.com", "192.0.2.7"), NameServer.Host("spare.example.com", "192.0.2.8"),
        ];
        _server.Set(records);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        ServiceChange change = await NextAsync(changes);

        Assert.Equal(("main.example.com", 2), (change.Service.HostName, change.Service.Port));
        Assert.Equal(TxtRecord.Empty, change.Service.Txt); // there is none, which is the same
    }

    [Fact]
    public async Task HostIsAnotherName_ItsAddressesCountAndNobodyElses()
    {
        DnsName instance = Instance("board");
        _server.Set(
            NameServer.Pointer(Pointers, instance), NameServer.Location(instance, "board.example.com", 4711), NameServer.Text(instance, Text),
            new DnsRecord(DnsName.Parse("board.example.com"), DnsRecordType.A, new AddressData(IPAddress.Parse("192.0.2.7")), 60));
        _server.Beside =
        [
            new DnsRecord(DnsName.Parse("board.example.com"), (DnsRecordType)5, new OpaqueData(DnsName.Parse("machine.example.com").Wire.ToArray()), 60), NameServer.Host("machine.example.com", "192.0.2.9"),
            NameServer.Host("stranger.example.com", "192.0.2.66"),
        ];
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal(["192.0.2.7", "192.0.2.9"], (await NextAsync(changes)).Service.Endpoints.Select(endpoint => endpoint.Address.ToString()));
    }

    [Fact]
    public async Task DomainRecommendsWhatCannotBeBrowsed_TheBrowseGoesOn()
    {
        DnsName tooLong = DnsName.Parse(string.Join('.', Enumerable.Repeat(new string('a', 60), 4)));
        _server.Set(
            NameServer.Pointer("b._dns-sd._udp.example.com", tooLong), NameServer.Pointer("b._dns-sd._udp.example.com", DnsName.Parse("local")), NameServer.Pointer("b._dns-sd._udp.example.com", DnsName.Root),
            NameServer.Pointer(Pointers, Instance("board")), Records(Instance("board"), Text)[0], NameServer.Host("board.example.com", "192.0.2.7"));
        await using WideAreaDiscovery discovery = Discovery(options => options.BrowseRecommendedDomains = true);
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("board", (await NextAsync(changes)).Service.InstanceName);
        await WhenAsync(discovery, DiscoveryStateKind.Ready);
        Assert.DoesNotContain(_server.Asked, question => DnsMatch.Suffix("local").Matches(question.Name));
    }

    [Fact]
    public async Task ServerRefuses_TheNextOneIsAsked()
    {
        await using NameServer refusing = new() { Code = 5 };
        Offer(Instance("board"), Text);
        await using WideAreaDiscovery discovery = Discovery(options => options.Servers = [refusing.Address, _server.Address]);
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("board", (await NextAsync(changes)).Service.InstanceName);
        Assert.NotEmpty(refusing.Asked);
    }

    [Fact]
    public async Task AnswerDoesNotFitADatagram_IsTakenOverTcp()
    {
        DnsName[] instances = [.. Enumerable.Range(0, 100).Select(number => Instance($"a board with a name that takes room, number {number}"))];
        _server.Set([.. instances.Select(instance => NameServer.Pointer(Pointers, instance)), .. instances.SelectMany(instance => Records(instance, Text)), NameServer.Host("board.example.com", "192.0.2.7")]);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        HashSet<string> found = [];
        while (found.Count < instances.Length)
            found.Add((await NextAsync(changes)).Service.InstanceName);

        Assert.True(_server.AskedOverTcp > 0);
    }

    [Fact]
    public async Task OldServerKnowsNoExtensions_IsAskedWithoutThem()
    {
        _server.IsOld = true;
        Offer(Instance("board"), Text);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("board", (await NextAsync(changes)).Service.InstanceName);
    }

    [Fact]
    public async Task DatagramsThatAreNoAnswer_ArePassedOver()
    {
        Offer(Instance("board"), Text);
        _server.Strays = answer =>
        {
            byte[] otherNumber = [.. answer];
            otherNumber[0] ^= 0xFF;
            byte[] question = [.. answer];
            question[2] &= 0x7F;
            byte[] otherQuestion = [.. answer];
            otherQuestion[DnsLimits.HeaderLength + 1] ^= 0x01;
            return [[], [0x01], otherNumber, question, otherQuestion];
        };
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal(Text, (await NextAsync(changes)).Service.Txt);
    }

    [Fact]
    public async Task RuleForADomain_ItsServerIsAskedAboutItAndNobodyElse()
    {
        await using NameServer other = new();
        Offer(Instance("board"), Text);
        await using WideAreaDiscovery discovery = Discovery(options =>
        {
            options.Servers = [other.Address];
            options.ResolverRules = [new DnsResolverRule([DnsMatch.Suffix("example.com")], [_server.Address])];
        });
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("board", (await NextAsync(changes)).Service.InstanceName);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task DomainRecommendsAnother_ThatIsBrowsedToo()
    {
        DnsName instance = DnsName.Parse("_whiteboard._tcp.lab.example.org").Child("far");
        _server.Set(
            [
                NameServer.Pointer("b._dns-sd._udp.example.com", DnsName.Parse("lab.example.org")), NameServer.Pointer("_whiteboard._tcp.lab.example.org", instance), .. Records(instance, Text),
                NameServer.Host("board.example.com", "192.0.2.7"),
            ]);
        await using WideAreaDiscovery discovery = Discovery(options => options.BrowseRecommendedDomains = true);
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("far", (await NextAsync(changes)).Service.InstanceName);
    }

    [Fact]
    public async Task Subtype_NarrowsTheBrowse()
    {
        DnsName instance = Instance("colour");
        _server.Set([NameServer.Pointer("_colour._sub." + Pointers, instance), NameServer.Pointer(Pointers, Instance("plain")), .. Records(instance, Text), NameServer.Host("board.example.com", "192.0.2.7")]);
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery, Type.WithSubtype("_colour"));

        ServiceChange change = await NextAsync(changes);

        Assert.Equal(("colour", Type), (change.Service.InstanceName, change.Service.Type));
        Assert.DoesNotContain(_server.Asked, question => question.Name.Equals(Instance("plain")));
    }

    [Fact]
    public async Task ServicesThatLeadNowhere_AreNotListed()
    {
        DnsName withdrawn = Instance("withdrawn");
        DnsName here = Instance("here");
        DnsName board = Instance("board");
        _server.Set(
            NameServer.Pointer(Pointers, withdrawn), NameServer.Location(withdrawn, ".", 0), NameServer.Text(withdrawn, Text),
            NameServer.Pointer(Pointers, here), NameServer.Location(here, "localhost", 4711), NameServer.Text(here, Text), NameServer.Host("localhost", "127.0.0.1"),
            NameServer.Pointer(Pointers, DnsName.Parse("elsewhere.example.org")),
            NameServer.Pointer(Pointers, board), NameServer.Location(board, "board.example.com", 4711), NameServer.Text(board, Text), NameServer.Host("board.example.com", "192.0.2.7"));
        await using WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal("board", (await NextAsync(changes)).Service.InstanceName);
        _server.Set();
        Assert.Equal((ServiceChangeKind.Removed, "board"), await KindAndNameAsync(changes));
    }

    [Fact]
    public async Task MoreServicesThanTheLimit_AreLeftOut()
    {
        DnsName[] instances = [Instance("one"), Instance("two"), Instance("three")];
        _server.Set([.. instances.Select(instance => NameServer.Pointer(Pointers, instance)), .. instances.SelectMany(instance => Records(instance, Text)), NameServer.Host("board.example.com", "192.0.2.7")]);
        await using WideAreaDiscovery discovery = Discovery(options => options.MaximumServicesPerBrowse = 2);
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);

        Assert.Equal(["one", "two"], new[] { (await NextAsync(changes)).Service.InstanceName, (await NextAsync(changes)).Service.InstanceName }.Order());
        _server.Set();
        Assert.Equal(ServiceChangeKind.Removed, (await NextAsync(changes)).Kind);
        Assert.DoesNotContain(_server.Asked, question => question.Name.Equals(Instance("three")));
    }

    [Fact]
    public async Task Disposed_EndsTheBrowseQuietly()
    {
        WideAreaDiscovery discovery = Discovery();
        await using IAsyncEnumerator<ServiceChange> changes = Browse(discovery);
        Task<bool> next = changes.MoveNextAsync().AsTask();

        await discovery.DisposeAsync();

        Assert.False(await next.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(DiscoveryState.Cancelled, discovery.State);
    }

    [Fact]
    public async Task Offering_IsRefusedWithTheRemedy()
    {
        await using WideAreaDiscovery discovery = Discovery();

        DiscoveryException refused = await Assert.ThrowsAsync<DiscoveryException>(async () => await discovery.AdvertiseAsync(new ServiceAdvertisement("board", Type, 4711), TestContext.Current.CancellationToken));

        Assert.Equal(DiscoveryProblem.NotSupported, refused.Diagnosis.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("exa..mple")]
    [InlineData("local")]
    [InlineData("lab.local.")]
    public void DomainThatIsNone_IsRefused(string domain) => Assert.Throws<ArgumentException>(() => new WideAreaDiscovery(new WideAreaDiscoveryOptions { Domains = [domain] }));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static DnsName Instance(string name) => DnsName.Parse(Pointers).Child(name);

    private static DnsRecord[] Records(DnsName instance, TxtRecord txt) => [NameServer.Location(instance, "board.example.com", 4711, 0), NameServer.Text(instance, txt, 0)];

    private static IAsyncEnumerator<ServiceChange> Browse(WideAreaDiscovery discovery, ServiceType? type = null) =>
        discovery.BrowseAsync(type ?? Type, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<ServiceChange> NextAsync(IAsyncEnumerator<ServiceChange> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken));
        return changes.Current;
    }

    private static async Task<(ServiceChangeKind Kind, string Name)> KindAndNameAsync(IAsyncEnumerator<ServiceChange> changes)
    {
        ServiceChange change = await NextAsync(changes);
        return (change.Kind, change.Service.InstanceName);
    }

    private static async Task<DiscoveryState> WhenAsync(WideAreaDiscovery discovery, DiscoveryStateKind kind)
    {
        using CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Patience);
        await foreach (DiscoveryState state in discovery.StatesAsync(guard.Token))
        {
            if (state.Kind == kind)
                return state;
        }

        throw new InvalidOperationException($"The discovery ended and was never {kind}.");
    }

    private void Offer(DnsName instance, TxtRecord txt) =>
        _server.Set([NameServer.Pointer(Pointers, instance, 0), .. Records(instance, txt), NameServer.Host("board.example.com", "192.0.2.7", 0)]);

    /// <summary>Records here live for 0 s, so that what is asked again is asked after 20 ms.</summary>
    private WideAreaDiscovery Discovery(Action<WideAreaDiscoveryOptions>? configure = null)
    {
        WideAreaDiscoveryOptions options = new()
        {
            Domains = ["example.com"],
            Servers = [_server.Address],
            BrowseRecommendedDomains = false,
            AnswerTimeout = TimeSpan.FromSeconds(30),
            MinimumInterval = TimeSpan.FromMilliseconds(20),
            MaximumInterval = TimeSpan.FromMilliseconds(20),
        };
        configure?.Invoke(options);
        return new WideAreaDiscovery(options);
    }
}
