using System.CommandLine;
using System.Security.Cryptography;

namespace PeerProto.Cli.Pair;

/// <summary>What <c>peerproto pair</c> accepts.</summary>
internal static class PairCommand
{
    private const int FindSeconds = 30;

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object for each event, one a line." };
    private static readonly Option<string?> Identity = new("--identity") { Description = "The file with the identity of this device, in PEM; made where there is none. Left out: the tool's own." };
    private static readonly Option<string?> Store = new("--store") { Description = "The file with the trusted devices; made where there is none. Left out: the tool's own." };
    private static readonly Option<PairingWay> Way = new("--way") { Description = "How to pair: passcode, compare or ticket.", DefaultValueFactory = static _ => PairingWay.Passcode };
    private static readonly Option<string> Name = new("--name") { Description = "The name by which the other device keeps this one.", DefaultValueFactory = static _ => "" };
    private static readonly Option<string?> Passcode = new("--passcode") { Description = "The passcode: to show instead of a random one, or the one that the other device shows." };
    private static readonly Option<int> Port = new("--port") { Description = "The port to invite at; 0 for any free one." };
    private static readonly Option<bool> Silent = new("--no-discovery") { Description = "Do not advertise the invitation." };
    private static readonly Option<string?> Ticket = new("--ticket") { Description = "The ticket that the other device shows." };
    private static readonly Argument<string?> Place = new("place") { Description = "The endpoint or the name that the other device shows. Left out: the only one that invites.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> Device = new("device") { Description = "A name, or the beginning of a fingerprint." };
    private static readonly Argument<string> NewName = new("name") { Description = "The new name." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Place.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && text.Contains(':', StringComparison.Ordinal) && !PeerEndpoint.TryParse(text, out _))
                result.AddError($"'{text}' is not an endpoint. Write it like tcp://192.0.2.7:4711.");
        });
        Ticket.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !PairingTicket.TryParse(text, out _))
                result.AddError($"That is no ticket. It begins with {PairingTicket.Prefix}.");
        });
        Command invite = new("invite", "Invites another device, and waits for it.") { Way, Name, Passcode, Port, Silent, Json, Identity, Store };
        invite.SetAction(static (parsed, token) => RunAsync(parsed, (verb, identity) => verb.InviteAsync(identity, parsed.GetValue(Way), Options(parsed), token)));
        Command join = new("join", "Joins a device that invites.") { Place, Way, Ticket, Name, Passcode, Json, Identity, Store };
        join.SetAction(static (parsed, token) => RunAsync(parsed, (verb, identity) => JoinAsync(parsed, verb, identity, token)));
        Command list = new("list", "Lists the devices that are trusted.") { Json, Store };
        list.SetAction(static (parsed, _) => RunAsync(parsed, static verb => Task.FromResult(verb.List())));
        Command rename = new("rename", "Gives a trusted device another name.") { Device, NewName, Json, Store };
        rename.SetAction(static (parsed, token) => RunAsync(parsed, verb => verb.RenameAsync(parsed.GetValue(Device)!, parsed.GetValue(NewName)!, token)));
        Command revoke = new("revoke", "Trusts a device no more.") { Device, Json, Store };
        revoke.SetAction(static (parsed, token) => RunAsync(parsed, verb => verb.RevokeAsync(parsed.GetValue(Device)!, token)));
        return new Command("pair", "Lets two devices trust each other, and keeps those that do.") { invite, join, list, rename, revoke };
    }

    private static async Task<int> JoinAsync(ParseResult parsed, PairVerb verb, PeerIdentity identity, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Ticket) is { } ticket)
            return await verb.JoinAsync(identity, PairingTicket.Parse(ticket), Options(parsed), cancellationToken);
        string? place = parsed.GetValue(Place);
        if (PeerEndpoint.TryParse(place, out PeerEndpoint? endpoint))
            return await verb.JoinAsync(identity, endpoint, parsed.GetValue(Way), Options(parsed), cancellationToken);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(FindSeconds) + PairingOptions.DefaultPersonDeadline);
        return await verb.FindAndJoinAsync(identity, place, parsed.GetValue(Way), Options(parsed), stop.Token);
    }

    private static PairingOptions Options(ParseResult parsed)
    {
        PairingOptions options = new() { DisplayName = parsed.GetValue(Name) ?? "", Passcode = parsed.GetValue(Passcode), Port = parsed.GetValue(Port), UseDiscovery = !parsed.GetValue(Silent) };
        if (parsed.GetValue(Way) == PairingWay.Compare && parsed.GetValue(Ticket) is null)
            options.Approve = new PersonAtTheTerminal(Console.In, Console.Error).AskAsync;
        return options;
    }

    private static Task<int> RunAsync(ParseResult parsed, Func<PairVerb, PeerIdentity, Task<int>> run) => RunAsync(parsed, async verb =>
    {
        using PeerIdentity identity = PeerIdentity.LoadOrCreate(new FileIdentityStore(parsed.GetValue(Identity) ?? OwnFile("identity.pem")));
        return await run(verb, identity);
    });

    private static async Task<int> RunAsync(ParseResult parsed, Func<PairVerb, Task<int>> run)
    {
        try
        {
            await using PeerTrustStore store = PeerTrustStore.Open(parsed.GetValue(Store) ?? OwnFile("peers.json"));
            return await run(new PairVerb(store, parsed.GetValue(Json) ? new JsonPairOutput(Console.Out) : new LinePairOutput(Console.Out)));
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException or DiscoveryException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Nothing;
        }
    }

    private static string OwnFile(string name) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "peerproto", name);
}
