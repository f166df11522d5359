using System.CommandLine;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PeerProto.Cli.Discovery;

namespace PeerProto.Cli.Dhcp;

/// <summary>What <c>peerproto dhcp</c> accepts.</summary>
internal static class DhcpCommand
{
    private static readonly Argument<string?> Interface = new("interface") { Description = "The interface that clients are connected to, such as wlan0. Needs Linux and root, or CAP_NET_RAW.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Pcap = new("--pcap") { Description = "Read a capture instead, pcap or pcapng; - for the standard input. Works on every system." };
    private static readonly Option<string?> Leases = new("--leases") { Description = "The lease file of dnsmasq: its clients are known, and their addresses are probed at the beginning and whenever the interface comes up; - for the standard input." };
    private static readonly Option<string[]> Probe = new("--probe") { Description = "An old address to probe likewise; may be given several times." };
    private static readonly Option<string[]> Ignore = new("--ignore") { Description = "The hardware address of a station that is no client, such as a router; may be given several times." };
    private static readonly Option<TimeSpan> Duration = DiscoveryArguments.For(Timeout.InfiniteTimeSpan);
    private static readonly Option<int> Count = new("--count") { Description = "End after so many observations.", DefaultValueFactory = static _ => int.MaxValue };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object for each observation, and one at the end." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        EachIs(Probe, "address", static text => IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork);
        EachIs(Ignore, "hardware address", static text => PhysicalAddress.TryParse(text, out PhysicalAddress? address) && address.GetAddressBytes().Length == 6);
        Count.Validators.Add(static result =>
        {
            if (result.Tokens is [_] && result.GetValueOrDefault<int>() < 1)
                result.AddError("--count takes a number from 1.");
        });
        Command watch = new("watch", "Tells how clients get their addresses: DISCOVER, INIT-REBOOT, RENEW, or silently without asking.") { Interface, Pcap, Leases, Probe, Ignore, Duration, Count, Json };
        watch.Validators.Add(static result =>
        {
            if (result.GetValue(Interface) is null == result.GetValue(Pcap) is null)
                result.AddError("Give an interface or --pcap.");
            else if (result.GetValue(Pcap) == InputFile.FromInput && result.GetValue(Leases) == InputFile.FromInput)
                result.AddError("The standard input cannot be both the capture and the leases.");
            else if (result.GetValue(Pcap) is not null && result.GetResult(Probe) is { Implicit: false })
                result.AddError("--probe needs an interface.");
        });
        watch.SetAction(static (parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
        return new Command("dhcp", "Looks at how clients get their addresses.") { watch };
    }

    private static void EachIs(Option<string[]> option, string what, Func<string, bool> isOne) => option.Validators.Add(result =>
    {
        foreach (string text in result.Tokens.Select(static token => token.Value).Where(text => !isOne(text)))
            result.AddError($"'{text}' is no {what}.");
    });

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        IDhcpOutput output = parsed.GetValue(Json) ? new JsonDhcpOutput(Console.Out) : new LineDhcpOutput(Console.Out);
        IReadOnlyList<KeyValuePair<IPAddress, PhysicalAddress>> leases = [];
        try
        {
            if (parsed.GetValue(Leases) is { } path)
            {
                leases = LeaseFile.Read(new StringReader(System.Text.Encoding.UTF8.GetString(InputFile.Read(path, Console.OpenStandardInput, LeaseFile.MaximumBytes))));
            }
        }
        catch (IOException failure)
        {
            output.WriteFailure(failure.Message.TrimEnd('.'), "Check the path of the leases, and that this user may read there");
            return ExitCodes.Nothing;
        }

        DhcpObserverOptions options = new() { KnownLeases = leases, Ignored = [.. (parsed.GetValue(Ignore) ?? []).Select(static text => PhysicalAddress.Parse(text))] };
        DhcpWatchVerb verb = new(output);
        if (parsed.GetValue(Pcap) is { } file)
            return verb.Read(file, options, Console.OpenStandardInput, cancellationToken);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (parsed.GetValue(Duration) is var duration && duration != Timeout.InfiniteTimeSpan)
            stop.CancelAfter(duration);
        IPAddress[] old = [.. leases.Select(static lease => lease.Key).Concat((parsed.GetValue(Probe) ?? []).Select(IPAddress.Parse)).Distinct()];
        return await verb.WatchAsync(parsed.GetValue(Interface)!, options, old, parsed.GetValue(Count), stop.Token);
    }
}
