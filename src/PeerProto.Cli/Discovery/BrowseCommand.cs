using System.CommandLine;
using PeerProto.Discovery;

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
    private static readonly Option<int> Count = CreateCount();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("browse", "Lists services on the local network, or the service types.")
        {
            Type, Duration, Count, DiscoveryArguments.Json, DiscoveryArguments.Backend, DiscoveryArguments.PeerToPeer,
        };
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
        int found = parsed.GetValue(Type) is { } type
            ? await verb.ListServicesAsync(discovery.BrowseAsync(ServiceType.Parse(type), stop), enough)
            : await verb.ListTypesAsync(TypesOf(discovery, stop), enough);
        return found > 0;
    }

    private static IAsyncEnumerable<ServiceType> TypesOf(IPeerDiscovery discovery, CancellationToken stop) => discovery switch
    {
        SystemDiscovery system => system.BrowseTypesAsync(stop),
        MdnsDiscovery managed => managed.BrowseTypesAsync(stop),
        _ => throw new InvalidOperationException($"{discovery.GetType().Name} lists no types."),
    };
}
