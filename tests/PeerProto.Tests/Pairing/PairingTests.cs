using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PeerProto.Pairing;
using PeerProto.Tests.Security;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Pairing;

/// <summary>Ana's device joins Bob's, which invites.</summary>
public sealed class PairingTests : IAsyncLifetime
{
    private const string Passcode = "9264-0815";

    private readonly MemoryNetwork _network = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));
    private readonly PeerIdentity _ana = PeerIdentity.Create();
    private readonly PeerIdentity _bob = PeerIdentity.Create();
    private readonly PeerTrustStore _anas = new();
    private readonly PeerTrustStore _bobs = new();
    private readonly List<PeerInvitation> _invitations = [];

    public static TheoryData<PairingWay> Ways => [.. Enum.GetValues<PairingWay>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (PeerInvitation invitation in _invitations)
            await invitation.DisposeAsync();
        await _anas.DisposeAsync();
        await _bobs.DisposeAsync();
        _ana.Dispose();
        _bob.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task BothAgree_EachIsInTheOthersStoreWithNameAndDiscoveryKey(PairingWay way)
    {
        ConcurrentBag<string?> codes = [];
        ValueTask<bool> Compare(PairingQuestion question, CancellationToken cancellationToken)
        {
            codes.Add(question.Code);
            return new(true);
        }

        PeerInvitation invitation = await InviteAsync(way, options =>
        {
            options.Approve = Compare;
            options.Permissions = ["draw"];
        });

        TrustedPeer bob = await JoinAsync(invitation, options => options.Approve = Compare).Guarded();
        TrustedPeer ana = await invitation.Completion.Guarded();

        Assert.Equal((_bob.Key, "Bob's phone"), (bob.Key, bob.Name));
        Assert.Equal((_ana.Key, "Ana"), (ana.Key, ana.Name));
        Assert.Equal(["draw"], Assert.Single(_bobs.Peers).Permissions);
        Assert.Equal(_bobs.DiscoveryKey.ToArray(), Assert.Single(_anas.Peers).DiscoveryKey.ToArray());
        Assert.Equal(_anas.DiscoveryKey.ToArray(), _bobs.Peers[0].DiscoveryKey.ToArray());
        Assert.Equal(2, codes.Count);
        Assert.Single(codes.Distinct()); // the same on both screens
        Assert.Equal(way == PairingWay.Compare, codes.First() is { Length: 6 });
    }

    [Theory]
    [InlineData("Ana\u202egnp.\u200b exe\u2028\u0007", "Anagnp. exe")] // turned round, hidden, torn apart, rung
    [InlineData("\ud83d\ude80 Ana", "\ud83d\ude80 Ana")]
    [InlineData("\u2066\u2069 ", null)]
    public async Task NameThatADeviceTells_IsKeptWithoutWhatHidesOrTurns(string told, string? kept)
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);

        await PeerPairing.JoinAsync(_ana, _anas, invitation.Ticket!, Options(told), Token).Guarded();

        Assert.Equal(kept ?? _ana.Key.ToString()[..8], (await invitation.Completion.Guarded()).Name);
    }

    [Fact]
    public async Task PairedAgain_KeepsTheNameThatAPersonGave()
    {
        await (await InviteAndJoinAsync("")).Completion.Guarded();
        Assert.Equal(_ana.Key.ToString()[..8], Assert.Single(_bobs.Peers).Name);
        await (await InviteAndJoinAsync("Ana")).Completion.Guarded();
        Assert.Equal("Ana", Assert.Single(_bobs.Peers).Name);
        await _bobs.RenameAsync(_ana.Key, "Ana, kitchen", Token);

        await (await InviteAndJoinAsync("Bob's admin")).Completion.Guarded();

        Assert.Equal("Ana, kitchen", Assert.Single(_bobs.Peers).Name);

        async Task<PeerInvitation> InviteAndJoinAsync(string told)
        {
            PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);
            await PeerPairing.JoinAsync(_ana, _anas, invitation.Ticket!, Options(told), Token).Guarded();
            return invitation;
        }
    }

    [Fact]
    public async Task InvitationWithoutAPasscode_MakesOneOfEightDigits()
    {
        PeerInvitation invitation = await PeerPairing.InviteAsync(_bob, _bobs, PairingWay.Passcode, Options("Bob's phone"), Token);
        _invitations.Add(invitation);

        Assert.Matches("^[0-9]{8}$", invitation.Passcode!);
        await PeerPairing.JoinAsync(_ana, _anas, invitation.LocalEndpoint, PairingWay.Passcode, Options("Ana", options => options.Passcode = invitation.Passcode), Token).Guarded();
        await invitation.Completion.Guarded();
        Assert.Single(_bobs.Peers);
    }

    [Fact]
    public async Task FiveWrongPasscodes_VoidTheInvitation()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode);
        for (int i = 0; i < 5; i++)
            Is(PeerDiagnosisCode.PasscodeWrong, await RefusalAsync(JoinAsync(invitation, options => options.Passcode = $"00000{i}")));

        Is(PeerDiagnosisCode.InvitationVoid, await RefusalAsync(invitation.Completion));
        Is(PeerDiagnosisCode.InvitationVoid, await RefusalAsync(JoinAsync(invitation))); // even with the right one
        Assert.Empty(_anas.Peers);
        Assert.Empty(_bobs.Peers);
    }

    [Fact]
    public async Task FourWrongPasscodes_LeaveTheRightOneItsTry()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode);
        for (int i = 0; i < 4; i++)
            Is(PeerDiagnosisCode.PasscodeWrong, await RefusalAsync(JoinAsync(invitation, options => options.Passcode = $"00000{i}")));

        await JoinAsync(invitation).Guarded();

        Assert.Equal(_ana.Key, (await invitation.Completion.Guarded()).Key);
    }

    [Fact]
    public async Task FiveComparisonsWithoutAgreement_VoidTheInvitation()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Compare, options => options.Approve = NeverAsync);
        int compared = 0;
        while (!invitation.Completion.IsCompleted)
        {
            // What stands between sees the digits first, and gives up those that differ. The next may come before the last has left, and is then sent away.
            PeerConnectionException refusal = await RefusalAsync(JoinAsync(invitation, options => options.Approve = No));
            compared += refusal.Diagnosis.Code == PeerDiagnosisCode.PairingDeclined ? 1 : 0;
        }

        Assert.Equal(5, compared);
        Is(PeerDiagnosisCode.InvitationVoid, await RefusalAsync(invitation.Completion));
    }

    [Fact]
    public async Task OtherDeviceIsBeingAskedAbout_IsToldToTryAgainAndCostsTheInvitationNothing()
    {
        using PeerIdentity eve = PeerIdentity.Create();
        await using PeerTrustStore eves = new();
        PeerInvitation invitation = await InviteAsync(PairingWay.Compare, options => options.Approve = (question, token) => question.Key == eve.Key ? NeverAsync(question, token) : Yes(question, token));
        Gate waiting = new();
        using CancellationTokenSource giveUp = new();
        PairingOptions options = Options("Eve", set => set.Approve = async (_, token) =>
        {
            await waiting.PassAsync(token);
            return true;
        });
        Task<TrustedPeer> holding = PeerPairing.JoinAsync(eve, eves, invitation.LocalEndpoint, PairingWay.Compare, options, giveUp.Token);
        await waiting.Reached.Guarded();

        for (int i = 0; i < 6; i++)
            Is(PeerDiagnosisCode.TooManyGuesses, await RefusalAsync(JoinAsync(invitation, set => set.Approve = Yes))); // one more than may be wrong
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding.Guarded());
        TrustedPeer? bob = null;
        while (bob is null) // until Eve's place is free
        {
            try
            {
                bob = await JoinAsync(invitation, set => set.Approve = Yes).Guarded();
            }
            catch (PeerConnectionException busy)
            {
                Is(PeerDiagnosisCode.TooManyGuesses, busy);
            }
        }

        Assert.Equal(_bob.Key, bob.Key);
        Assert.Equal(_ana.Key, (await invitation.Completion.Guarded()).Key);
    }

    [Fact]
    public async Task OneAddressOpensManyLinks_OthersStillGetIn()
    {
        await using TestWorld world = new();
        AddressedTransport transport = new(world);
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode, options => options.Transport = new Given(transport));
        List<ITransportConnection> silent = [];
        for (int i = 0; i < PeerInvitation.MaximumPendingPerAddress; i++)
            silent.Add(await transport.ConnectAsync(invitation.LocalEndpoint, Token));

        await using ITransportConnection dropped = await transport.ConnectAsync(invitation.LocalEndpoint, Token);
        await Assert.ThrowsAnyAsync<IOException>(() => dropped.Stream.ReadAsync(new byte[1], Token).Guarded());
        transport.Sources.Enqueue(IPAddress.Parse("192.0.2.9"));
        await JoinAsync(invitation, options => options.Transport = new Given(transport)).Guarded();

        Assert.Equal(_ana.Key, (await invitation.Completion.Guarded()).Key);
        foreach (ITransportConnection link in silent)
            await link.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task PersonSaysNo_BothAreToldAndNobodyIsKept(PairingWay way)
    {
        PeerInvitation invitation = await InviteAsync(way, options => options.Approve = No);

        PeerConnectionException refusal = await RefusalAsync(JoinAsync(invitation, options => options.Approve = NeverAsync));

        Is(PeerDiagnosisCode.PairingDeclined, refusal);
        Assert.Empty(_anas.Peers);
        Assert.Empty(_bobs.Peers);
        Assert.False(invitation.Completion.IsCompleted); // another may still join
    }

    [Fact]
    public async Task WaysDiffer_BothAreToldSo()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode);

        Is(PeerDiagnosisCode.PairingWayDiffers, await RefusalAsync(
            PeerPairing.JoinAsync(_ana, _anas, invitation.LocalEndpoint, PairingWay.Compare, Options("Ana", options => options.Approve = Yes), Token)));
    }

    [Fact]
    public async Task TicketIsReplayed_IsRefused()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);
        await JoinAsync(invitation).Guarded();
        await invitation.Completion.Guarded();

        using PeerIdentity other = PeerIdentity.Create();
        await using PeerTrustStore others = new();
        Is(PeerDiagnosisCode.InvitationUsed, await RefusalAsync(PeerPairing.JoinAsync(other, others, invitation.Ticket!, Options("Eve"), Token)));

        Assert.Equal(_ana.Key, Assert.Single(_bobs.Peers).Key);
    }

    [Fact]
    public async Task TicketOfAnotherInvitation_IsFoundByItsSecret()
    {
        PeerInvitation first = await InviteAsync(PairingWay.Ticket);
        PeerInvitation second = await InviteAsync(PairingWay.Ticket);
        PairingTicket swapped = Redirect(first.Ticket!, second.LocalEndpoint); // Bob's key, and the secret of another invitation of his

        Is(PeerDiagnosisCode.PairingProofWrong, await RefusalAsync(PeerPairing.JoinAsync(_ana, _anas, swapped, Options("Ana"), Token)));
        Assert.Empty(_bobs.Peers);
    }

    [Fact]
    public async Task AnotherDeviceAnswersAtTheTicketsFirstAddress_TheRightOneIsFoundAtTheNext()
    {
        using PeerIdentity other = PeerIdentity.Create();
        await using PeerTrustStore others = new();
        await using PeerInvitation elsewhere = await PeerPairing.InviteAsync(other, others, PairingWay.Ticket, Options("somebody else"), Token);
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);

        TrustedPeer bob = await PeerPairing.JoinAsync(_ana, _anas, Redirect(invitation.Ticket!, elsewhere.LocalEndpoint, invitation.LocalEndpoint), Options("Ana"), Token).Guarded();

        Assert.Equal(_bob.Key, bob.Key);
        Assert.Empty(others.Peers);
    }

    [Fact]
    public async Task NobodySpeaksAtTheTicketsFirstAddress_TheRightOneIsFoundAtTheNext()
    {
        await using TestWorld world = new();
        AddressedTransport transport = new(world);
        await using ITransportListener silent = await transport.ListenAsync(new TransportListenOptions(), Token);
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket, options =>
        {
            options.Transport = new Given(transport);
            options.Lifetime = TimeSpan.FromDays(30); // however far time runs ahead of the second dial
        });

        Task<TrustedPeer> joining = PeerPairing.JoinAsync(
            _ana, _anas, Redirect(invitation.Ticket!, silent.LocalEndpoint, invitation.LocalEndpoint), Options("Ana", options => options.Transport = new Given(transport)), Token);
        await TestWorld.YieldUntilAsync(() =>
        {
            if (transport.DialledPorts.Count == 2)
                return true;
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        });

        Assert.Equal(_bob.Key, (await joining.Guarded()).Key);
    }

    [Fact]
    public async Task TicketHasExpired_IsRefusedByBothClocks()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);
        PairingTicket ticket = invitation.Ticket!;
        _time.Advance(PairingOptions.DefaultLifetime + TimeSpan.FromSeconds(1));

        Is(PeerDiagnosisCode.InvitationExpired, await RefusalAsync(PeerPairing.JoinAsync(_ana, _anas, ticket, Options("Ana"), Token)));
        Is(PeerDiagnosisCode.InvitationExpired, await RefusalAsync(invitation.Completion));
        PairingOptions behind = Options("Ana");
        behind.TimeProvider = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60)); // a device whose clock is late
        Is(PeerDiagnosisCode.InvitationExpired, await RefusalAsync(PeerPairing.JoinAsync(_ana, _anas, ticket, behind, Token)));
    }

    [Fact]
    public async Task NobodyComes_TheInvitationExpires()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode);

        _time.Advance(PairingOptions.DefaultLifetime);

        Is(PeerDiagnosisCode.InvitationExpired, await RefusalAsync(invitation.Completion));
        Is(PeerDiagnosisCode.InvitationExpired, await RefusalAsync(JoinAsync(invitation)));
    }

    [Fact]
    public async Task InvitationIsWithdrawn_ItsCompletionIsCancelledAndNobodyListens()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode);

        await invitation.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invitation.Completion.Guarded());
        await RefusalAsync(JoinAsync(invitation));
    }

    [Fact]
    public async Task OtherDeviceSaysNothing_HitsTheDeadlines()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Compare, options => options.Approve = NeverAsync);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<TrustedPeer> joining = JoinAsync(invitation, options => options.Approve = (_, token) =>
        {
            asked.TrySetResult();
            return Yes(null!, token);
        });
        await asked.Task.Guarded();
        while (!joining.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(joining, Task.Run(static () => { }));
        }

        PeerConnectionException failure = await RefusalAsync(joining);
        Assert.Contains(failure.Diagnosis.Code, new[] { PeerDiagnosisCode.AuthenticationTimedOut, PeerDiagnosisCode.EndedDuringAuthentication }); // whichever side's deadline is first
        Assert.Empty(_anas.Peers);
        Assert.Empty(_bobs.Peers);
    }

    [Fact]
    public async Task JoinIsCancelled_NobodyIsKept()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Compare, options => options.Approve = NeverAsync);
        using CancellationTokenSource giveUp = new();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PairingOptions options = Options("Ana", set => set.Approve = async (_, token) =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return true;
        });
        Task joining = PeerPairing.JoinAsync(_ana, _anas, invitation.LocalEndpoint, PairingWay.Compare, options, giveUp.Token);
        await asked.Task.Guarded();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining.Guarded());
        Assert.Empty(_bobs.Peers);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task RelayInTheMiddle_IsFound(PairingWay way)
    {
        ConcurrentBag<string?> codes = [];
        ValueTask<bool> Compare(PairingQuestion question, CancellationToken cancellationToken)
        {
            codes.Add(question.Code);
            return new(true); // people who do not look
        }

        PeerInvitation invitation = await InviteAsync(way, options =>
        {
            options.Transport = new TcpTransportProvider();
            options.ListenAddress = IPAddress.Loopback;
            options.Approve = Compare;
        });
        await using TlsRelay relay = new(invitation.LocalEndpoint, PairingSecurity.ApplicationProtocol);
        void Join(PairingOptions options)
        {
            options.Transport = new TcpTransportProvider();
            options.Passcode = Passcode;
            options.Approve = Compare;
        }

        Task<TrustedPeer> joining = way == PairingWay.Ticket
            ? PeerPairing.JoinAsync(_ana, _anas, Redirect(invitation.Ticket!, relay.Endpoint), Options("Ana", Join), Token)
            : PeerPairing.JoinAsync(_ana, _anas, relay.Endpoint, way, Options("Ana", Join), Token);
        PeerConnectionException refusal = await RefusalAsync(joining);

        Is(way switch { PairingWay.Passcode => PeerDiagnosisCode.PasscodeWrong, PairingWay.Ticket => PeerDiagnosisCode.KeyNotPinned, _ => PeerDiagnosisCode.PairingProofWrong }, refusal);
        Assert.Empty(_anas.Peers);
        Assert.Empty(_bobs.Peers);
    }

    [Fact]
    public async Task ManyAtOnce_OneIsTakenAndTheOthersAreToldSo()
    {
        PeerInvitation invitation = await InviteAsync(PairingWay.Ticket);
        List<(PeerIdentity Identity, PeerTrustStore Store)> devices = [.. Enumerable.Range(0, 4).Select(static _ => (PeerIdentity.Create(), new PeerTrustStore()))];

        PeerConnectionException?[] outcomes = await Task.WhenAll(devices.Select(async device =>
        {
            Exception? failure = await Record.ExceptionAsync(() => PeerPairing.JoinAsync(device.Identity, device.Store, invitation.Ticket!, Options("one of four"), Token).Guarded());
            return failure is null ? null : Assert.IsType<PeerConnectionException>(failure);
        }));

        await invitation.Completion.Guarded();
        Assert.Single(outcomes, static outcome => outcome is null);
        Assert.All(outcomes, static outcome => Assert.True(outcome is null || outcome.Diagnosis.Code is PeerDiagnosisCode.InvitationUsed or PeerDiagnosisCode.TooManyGuesses)); // behind the one, or beside it
        Assert.Single(_bobs.Peers);
        foreach ((PeerIdentity identity, PeerTrustStore store) in devices)
        {
            identity.Dispose();
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(PairingWay.Passcode)]
    [InlineData(PairingWay.Compare)]
    public async Task Invitation_IsFoundUnderARandomNameWithItsWayAndJoined(PairingWay way)
    {
        FakeDiscovery discovery = new();
        PeerInvitation invitation = await InviteAsync(way, options => Find(options, discovery));
        await using IAsyncEnumerator<FoundInvitation> invitations = PeerPairing.FindAsync(Options("Ana", options => Find(options, discovery)), Token).GetAsyncEnumerator(Token);

        FoundInvitation found = await invitations.NextAsync();
        TrustedPeer bob = await PeerPairing.JoinAsync(_ana, _anas, found.Endpoints[0], way, Options("Ana", options => Find(options, discovery)), Token).Guarded();

        Assert.Equal((invitation.InstanceName, way), (found.InstanceName, found.Way));
        Assert.Matches("^[0-9a-f]{16}$", found.InstanceName);
        Assert.Equal(_bob.Key, bob.Key);
    }

    [Fact]
    public async Task InvitationIsWithdrawn_IsFoundNoMore()
    {
        FakeDiscovery discovery = new();
        PeerInvitation invitation = await InviteAsync(PairingWay.Passcode, options => Find(options, discovery));
        await using IAsyncEnumerator<FoundInvitation> invitations = PeerPairing.FindAsync(Options("Ana", options => Find(options, discovery)), Token).GetAsyncEnumerator(Token);
        await invitations.NextAsync();

        await invitation.DisposeAsync();
        discovery.Add("another", ServiceType.Parse(PeerPairing.ServiceTypeName), 4711);

        Assert.Equal("another", (await invitations.NextAsync()).InstanceName); // and nothing before it
        await using IAsyncEnumerator<FoundInvitation> later = PeerPairing.FindAsync(Options("Ana", options => Find(options, discovery)), Token).GetAsyncEnumerator(Token);
        Assert.Equal("another", (await later.NextAsync()).InstanceName);
    }

    [Theory]
    [InlineData("telepathy")]
    [InlineData("PASSCODE")]
    [InlineData("")]
    [InlineData(null)]
    public async Task InvitationInAnUnknownWay_IsFoundWithoutOne(string? way)
    {
        FakeDiscovery discovery = new();
        discovery.Add("newer", ServiceType.Parse(PeerPairing.ServiceTypeName), 4711, way is null ? null : TxtRecord.Empty.With("w", way));
        await using IAsyncEnumerator<FoundInvitation> invitations = PeerPairing.FindAsync(Options("Ana", options => Find(options, discovery)), Token).GetAsyncEnumerator(Token);

        Assert.Null((await invitations.NextAsync()).Way);
    }

    [Fact]
    public async Task ComparisonWithoutSomebodyWhoCompares_IsRefusedAtOnce() =>
        await Assert.ThrowsAsync<ArgumentException>(() => PeerPairing.InviteAsync(_bob, _bobs, PairingWay.Compare, Options("Bob"), Token));

    /// <summary>A ticket that leads elsewhere, as somebody in the middle would have it.</summary>
    private static PairingTicket Redirect(PairingTicket ticket, params PeerEndpoint[] endpoints)
    {
        const int HeadBytes = 1 + PeerKey.Length + 16 + 8; // version, key, secret, time
        byte[] head = Base64Url.DecodeFromChars(ticket.ToText().AsSpan(PairingTicket.Prefix.Length))[..HeadBytes];
        byte[][] texts = [.. endpoints.Select(static endpoint => Encoding.UTF8.GetBytes(endpoint.ToString()))];
        return PairingTicket.Parse(PairingTicket.Prefix + Base64Url.EncodeToString([.. head, (byte)texts.Length, .. texts.SelectMany(static text => (byte[])[(byte)text.Length, .. text])]));
    }

    /// <summary>What discovery finds is reached by TCP.</summary>
    private static void Find(PairingOptions options, FakeDiscovery discovery)
    {
        options.Transport = new TcpTransportProvider();
        options.ListenAddress = IPAddress.Loopback;
        options.UseDiscovery = true;
        options.Discovery = discovery;
        options.Passcode = Passcode;
        options.Approve = Yes;
    }

    private static ValueTask<bool> Yes(PairingQuestion question, CancellationToken cancellationToken) => new(true);

    private static ValueTask<bool> No(PairingQuestion question, CancellationToken cancellationToken) => new(false);

    private static async ValueTask<bool> NeverAsync(PairingQuestion question, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return true;
    }

    private static void Is(PeerDiagnosisCode code, PeerConnectionException failure) => Assert.Equal(code, failure.Diagnosis.Code);

    private static Task<PeerConnectionException> RefusalAsync(Task<TrustedPeer> pairing) => Assert.ThrowsAsync<PeerConnectionException>(() => pairing.Guarded());

    private async Task<PeerInvitation> InviteAsync(PairingWay way, Action<PairingOptions>? configure = null)
    {
        PeerInvitation invitation = await PeerPairing.InviteAsync(_bob, _bobs, way, Options("Bob's phone", options =>
        {
            options.Passcode = Passcode;
            configure?.Invoke(options);
        }), Token);
        _invitations.Add(invitation);
        return invitation;
    }

    private Task<TrustedPeer> JoinAsync(PeerInvitation invitation, Action<PairingOptions>? configure = null)
    {
        PairingOptions options = Options("Ana", set =>
        {
            set.Passcode = Passcode;
            configure?.Invoke(set);
        });
        return invitation.Ticket is { } ticket
            ? PeerPairing.JoinAsync(_ana, _anas, PairingTicket.Parse(ticket.ToText()), options, Token)
            : PeerPairing.JoinAsync(_ana, _anas, invitation.LocalEndpoint, invitation.Way, options, Token);
    }

    private PairingOptions Options(string name, Action<PairingOptions>? configure = null)
    {
        PairingOptions options = new() { DisplayName = name, Transport = new MemoryTransportProvider(_network), UseDiscovery = false, TimeProvider = _time };
        configure?.Invoke(options);
        return options;
    }
}
