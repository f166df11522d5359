using System.CommandLine;
using System.Text;

namespace PeerProto.Cli.Discovery;

/// <summary>What <c>peerproto resolve</c> accepts.</summary>
internal static class ResolveCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The instance name." };
    private static readonly Argument<string> Type = DiscoveryArguments.Type();
    private static readonly Option<TimeSpan> Duration = DiscoveryArguments.For(TimeSpan.FromSeconds(10));

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("resolve", "Tells where a service is: host, port, addresses and TXT record. Ends as soon as it is found.")
        {
            Name, Type, Duration, DiscoveryArguments.Json, DiscoveryArguments.Backend, DiscoveryArguments.PeerToPeer,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Name) is { } name && (name.Length == 0 || Encoding.UTF8.GetByteCount(name) > ServiceAdvertisement.MaximumInstanceNameLength))
                result.AddError($"An instance name has 1 to {ServiceAdvertisement.MaximumInstanceNameLength} bytes of UTF-8.");
        });
        command.SetAction(static (parsed, token) => DiscoveryArguments.RunAsync(
            parsed,
            Duration,
            (discovery, output, stop) => new ResolveVerb(discovery, output).ResolveAsync(ServiceType.Parse(parsed.GetValue(Type)!), parsed.GetValue(Name)!, stop),
            token));
        return command;
    }
}
