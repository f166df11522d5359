using System.CommandLine;

namespace PeerProto.Cli.Discovery;

/// <summary>What <c>peerproto browse</c> accepts.</summary>
internal static class BrowseCommand
{
    private static readonly Argument<string?> Type = DiscoveryArguments.Checked(new Argument<string?>("type")
    {
        Description = "The service type to list, such as _whiteboard._tcp. Left out: the types on the network.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private static readonly Option<TimeSpan> Duration = DiscoveryArguments.For(TimeSpan.FromSeconds(3));
    private static readonly Option<bool> Names = new("--names") { Description = "List names alone: nobody is asked where the services are." };
    private static readonly Option<int> Count = CreateCount();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("browse", "Lists services on the local network, or the service types.")
        {
            Type, Names, Duration, Count, DiscoveryArguments.Json, DiscoveryArguments.Backend, DiscoveryArguments.PeerToPeer,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Names) && result.GetValue(Type) is null)
                result.AddError("--names needs a service type.");
        });
        command.SetAction(static (parsed, token) => DiscoveryArguments.RunAsync(parsed, Duration, (discovery, output, stop) => RunAsync(parsed, discovery, output, stop), token));
        return command;
    }

    private static Option<int> CreateCount()
    {
        Option<int> count = new("--count") { Description = "End when so many were found.", DefaultValueFactory = static _ => int.MaxValue };
        count.Validators.Add(static result =>
        {
            if (result.Tokens is [_] && result.GetValueOrDefault<int>() < 1)
                result.AddError("--count takes a number from 1.");
        });
        return count;
    }

    private static async Task<bool> RunAsync(ParseResult parsed, IPeerDiscovery discovery, IDiscoveryOutput output, CancellationToken stop)
    {
        BrowseVerb verb = new(output);
        int enough = parsed.GetValue(Count);
        if (parsed.GetValue(Type) is not { } written)
            return await verb.ListTypesAsync(discovery.BrowseTypesAsync(stop), enough) > 0;
        ServiceType type = ServiceType.Parse(written);
        int found = parsed.GetValue(Names)
            ? await verb.ListNamesAsync(discovery.BrowseInstancesAsync(type, stop), enough)
            : await verb.ListServicesAsync(discovery.BrowseAsync(type, stop), enough);
        return found > 0;
    }
}
