using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PeerProto.Discovery;
using Spectre.Console;

namespace PeerProto.Cli.Discovery;

/// <summary>What the verbs of discovery have in common.</summary>
internal static class DiscoveryArguments
{
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(7);

    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object for each event, one a line." };

    public static Option<DiscoveryBackend> Backend { get; } = new("--backend")
    {
        Description = "What does the work: managed (PeerProto's own mDNS), system (Bonjour or Avahi), or automatic.",
        DefaultValueFactory = static _ => DiscoveryBackend.Automatic,
    };

    public static Option<bool> PeerToPeer { get; } = new("--peer-to-peer") { Description = "Use peer-to-peer Wi-Fi too. Apple's systems only." };

    /// <summary>How long a verb runs.</summary>
    public static Option<TimeSpan> For(TimeSpan unlessGiven) => new("--for")
    {
        Description = $"How long: 500ms, 10s, 2m, 1h, or forever. Unless given: {Written(unlessGiven)}.",
        DefaultValueFactory = _ => unlessGiven,
        CustomParser = ParseDuration,
    };

    public static Argument<string> Type() => Checked(new Argument<string>("type") { Description = "The service type, such as _whiteboard._tcp." });

    /// <summary>Lets an argument take service types only.</summary>
    public static TArgument Checked<TArgument>(TArgument type)
        where TArgument : Argument
    {
        type.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !ServiceType.TryParse(token.Value, out _))
                result.AddError($"'{token.Value}' is not a service type. Write it like _whiteboard._tcp.");
        });
        return type;
    }

    /// <summary>Runs a verb on a discovery and tells its problems.</summary>
    public static async Task<int> RunAsync(
        ParseResult parsed, Option<TimeSpan> duration, Func<IPeerDiscovery, IDiscoveryOutput, CancellationToken, Task<bool>> verb, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (parsed.GetValue(duration) is var time && time != Timeout.InfiniteTimeSpan)
            stop.CancelAfter(time);
        IDiscoveryOutput output = parsed.GetValue(Json) ? new JsonDiscoveryOutput(Console.Out)
            : Console.IsOutputRedirected ? new LineDiscoveryOutput(Console.Out, Console.Error)
            : new TableDiscoveryOutput(AnsiConsole.Console);
        await using IPeerDiscovery discovery = PeerDiscovery.CreateDefault(
            new PeerDiscoveryOptions { Backend = parsed.GetValue(Backend), IncludePeerToPeer = parsed.GetValue(PeerToPeer) });
        await using StateReport report = new(discovery, output);
        try
        {
            return await verb(discovery, output, stop.Token) ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (DiscoveryException exception)
        {
            output.Write(DiscoveryState.Failed(exception.Diagnosis));
            return ExitCodes.Nothing;
        }
    }

    private static TimeSpan ParseDuration(ArgumentResult result)
    {
        if (result.Tokens is [var token] && TryParseDuration(token.Value, out TimeSpan duration))
            return duration;
        result.AddError("--for takes a duration of at most a week: 500ms, 10s, 2m, 1h, a number of seconds, or forever.");
        return TimeSpan.Zero;
    }

    private static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = Timeout.InfiniteTimeSpan;
        if (text is "forever")
            return true;
        (string unit, double scale) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.Ordinal)) is { Unit: not null } known ? known : ("", 1);
        if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            || !(number > 0) || number * scale > LongestTime.TotalSeconds)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(number * scale);
        return true;
    }

    private static string Written(TimeSpan duration) =>
        duration == Timeout.InfiniteTimeSpan ? "forever" : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds}s");
}
