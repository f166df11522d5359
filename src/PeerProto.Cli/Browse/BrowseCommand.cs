using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PeerProto.Discovery;
using Spectre.Console;

namespace PeerProto.Cli.Browse;

/// <summary>The verb <c>browse</c>: what it accepts, and how it is wired to discovery and the console.</summary>
internal static class BrowseCommand
{
    private const double DefaultTimeoutSeconds = 3;

    public static Command Create()
    {
        var type = new Argument<string?>("type")
        {
            Description = "The service type to list, such as _whiteboard._tcp. Left out: the types on the network.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        type.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !ServiceType.TryParse(text, out _))
                result.AddError($"'{text}' is not a service type. Write it like _whiteboard._tcp.");
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object per change, one a line." };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Seconds to look; 0 looks until interrupted.",
            DefaultValueFactory = _ => DefaultTimeoutSeconds,
            CustomParser = ParseSeconds,
        };

        var command = new Command("browse", "Lists services on the local network.") { type, json, timeout };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(type) is { } text ? ServiceType.Parse(text) : null,
            parsed.GetValue(json),
            parsed.GetValue(timeout),
            cancellationToken));
        return command;
    }

    private static double ParseSeconds(ArgumentResult result)
    {
        if (result.Tokens is [var token]
            && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds >= 0 && seconds <= TimeSpan.FromDays(7).TotalSeconds)
        {
            return seconds;
        }

        result.AddError("--timeout takes a number of seconds from 0 to 604800.");
        return 0;
    }

    private static async Task<int> RunAsync(ServiceType? type, bool json, double timeoutSeconds, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeoutSeconds > 0)
            stop.CancelAfter(TimeSpan.FromSeconds(timeoutSeconds));

        await using var discovery = new MdnsDiscovery();
        try
        {
            bool isTerminal = !json && !Console.IsOutputRedirected;
            IBrowseOutput output = json ? new JsonBrowseOutput(Console.Out)
                : isTerminal ? new TableBrowseOutput(AnsiConsole.Console)
                : new LineBrowseOutput(Console.Out);
            var verb = new BrowseVerb(output);
            int found = type is null
                ? await verb.ListTypesAsync(discovery.BrowseTypesAsync(stop.Token))
                : await verb.ListServicesAsync(discovery.BrowseAsync(type, stop.Token));
            return found > 0 ? ExitCodes.Success : ExitCodes.Nothing;
        }
        catch (DiscoveryException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Nothing;
        }
    }
}
