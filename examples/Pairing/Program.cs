using Pairing;
using PeerProto;

// An intercom. It pairs with another once, by a passcode that one shows and somebody types in at the other; from then on the two meet wherever they are on the same network. All that it keeps is in
// one directory, whose name is its own.
if (args.Length < 2)
    return Usage();

string name = new DirectoryInfo(args[0]).Name;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    using PeerIdentity identity = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path.Combine(args[0], "identity.pem"))); // the same key at each start
    await using PeerTrustStore devices = PeerTrustStore.Open(Path.Combine(args[0], "devices.json"));
    return args[1..] switch
    {
        ["invite"] => await InviteAsync(identity, devices),
        ["join", string passcode] => await JoinAsync(identity, devices, passcode),
        ["meet"] => await MeetAsync(identity, devices),
        ["list"] => List(devices),
        ["rename", string device, string other] => await ChangeAsync(devices, device, key => devices.RenameAsync(key, other, stop.Token)),
        ["revoke", string device] => await ChangeAsync(devices, device, key => devices.RevokeAsync(key, stop.Token)),
        _ => Usage(),
    };
}
catch (OperationCanceledException)
{
    return 0; // interrupted
}
catch (Exception failure) when (failure is PeerConnectionException or PeerStoreException or PeerIdentityException or DiscoveryException or ArgumentException)
{
    Console.Error.WriteLine(failure.Message); // says what went wrong and what helps
    return 1;
}

async Task<int> InviteAsync(PeerIdentity identity, PeerTrustStore devices)
{
    await using PeerInvitation invitation = await PeerPairing.InviteAsync(identity, devices, PairingWay.Passcode, new PairingOptions { DisplayName = name }, stop.Token);
    Console.WriteLine($"passcode {invitation.Passcode}");
    Console.WriteLine($"paired with {await invitation.Completion.WaitAsync(stop.Token)}");
    return 0;
}

async Task<int> JoinAsync(PeerIdentity identity, PeerTrustStore devices, string passcode)
{
    PairingOptions options = new() { DisplayName = name, Passcode = passcode };
    await foreach (FoundInvitation found in PeerPairing.FindAsync(options, stop.Token))
    {
        if (found is not { Way: PairingWay.Passcode, Endpoints: [PeerEndpoint endpoint, ..] })
            continue;
        Console.WriteLine($"paired with {await PeerPairing.JoinAsync(identity, devices, endpoint, PairingWay.Passcode, options, stop.Token)}");
        return 0;
    }

    return 1;
}

async Task<int> MeetAsync(PeerIdentity identity, PeerTrustStore devices)
{
    Intercom intercom = new(devices);
    await using PeerSession<IIntercom> session = await PeerSession.StartAsync<IIntercom>(intercom, options =>
    {
        options.Identity = identity;
        options.Security = PeerSecurity.Paired(devices); // whoever is in the store, as it is at that moment
    }, stop.Token);
    Console.WriteLine($"{name} is there");
    await foreach (PeerEvent<IIntercom> change in session.PeersAsync(stop.Token))
    {
        Console.WriteLine(change.Kind == PeerEventKind.Joined
            ? $"met {intercom.NameOf(change.Peer)}, who says '{await change.Peer.Contract.RingAsync(stop.Token)}'"
            : $"left {intercom.NameOf(change.Peer)}: {change.Reason?.Diagnosis}");
    }

    return 0;
}

static int List(PeerTrustStore devices)
{
    foreach (TrustedPeer device in devices.Peers)
        Console.WriteLine($"{device}, last seen {device.LastSeen:u}");
    return 0;
}

static async Task<int> ChangeAsync(PeerTrustStore devices, string device, Func<PeerKey, ValueTask<bool>> change)
{
    if (devices.Peers.FirstOrDefault(peer => peer.Name == device) is { } found && await change(found.Key))
        return 0;
    Console.Error.WriteLine($"No device is called '{device}'; 'list' shows those there are.");
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("usage: Pairing <directory> invite | join <passcode> | meet | list | rename <device> <name> | revoke <device>");
    return 2;
}
