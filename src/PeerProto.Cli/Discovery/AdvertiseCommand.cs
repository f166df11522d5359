using System.CommandLine;

namespace PeerProto.Cli.Discovery;

/// <summary>What <c>peerproto advertise</c> accepts.</summary>
internal static class AdvertiseCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The instance name that people see; it is numbered where it is taken." };
    private static readonly Argument<string> Type = DiscoveryArguments.Type();
    private static readonly Argument<int> Port = new("port") { Description = "The port that the service listens on." };
    private static readonly Option<string[]> Txt = new("--txt") { Description = "An entry of the TXT record: key=value, or a key alone. May be given several times." };
    private static readonly Option<string[]> Subtype = new("--subtype") { Description = "A subtype under which the service is found too, such as _drawing. May be given several times." };
    private static readonly Option<TimeSpan> Duration = DiscoveryArguments.For(Timeout.InfiniteTimeSpan);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Command command = new("advertise", "Offers a service on the local network that something else listens for.")
        {
            Name, Type, Port, Txt, Subtype, Duration, DiscoveryArguments.Json, DiscoveryArguments.Backend, DiscoveryArguments.PeerToPeer,
        };
        command.Validators.Add(static result =>
        {
            try
            {
                Read(result.GetValue(Name)!, result.GetValue(Type)!, result.GetValue(Port), result.GetValue(Txt), result.GetValue(Subtype));
            }
            catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidOperationException)
            {
                result.AddError(failure.Message);
            }
        });
        command.SetAction(static (parsed, token) => DiscoveryArguments.RunAsync(
            parsed,
            Duration,
            (discovery, output, stop) => new AdvertiseVerb(discovery, output).AdvertiseAsync(
                Read(parsed.GetValue(Name)!, parsed.GetValue(Type)!, parsed.GetValue(Port), parsed.GetValue(Txt), parsed.GetValue(Subtype)), stop),
            token));
        return command;
    }

    private static ServiceAdvertisement Read(string name, string type, int port, string[]? txt, string[]? subtypes)
    {
        TxtRecord record = TxtRecord.Empty;
        foreach (string entry in txt ?? [])
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            record = equals < 0 ? record.WithFlag(entry) : record.With(entry[..equals], entry[(equals + 1)..]);
        }

        return new ServiceAdvertisement(name, ServiceType.Parse(type), port, record) { Subtypes = subtypes ?? [] };
    }
}
