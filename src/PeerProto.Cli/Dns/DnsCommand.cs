using System.CommandLine;
using System.Net;
using PeerProto.Discovery;

namespace PeerProto.Cli.Dns;

/// <summary>What <c>peerproto dns</c> accepts.</summary>
internal static class DnsCommand
{
    private static readonly Argument<string[]> Names = new("names") { Description = "The names.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Config = new("--config") { Description = "Rules as JSON, NEDNSSettings as JSON, or a .mobileconfig with DNS settings; - for the standard input.", Required = true };
    private static readonly Option<bool> DefaultRoute = new("--default-route") { Description = "The tunnel of NEDNSSettings is the default route, where matchDomains is ignored." };
    private static readonly Option<string[]> Listen = new("--listen") { Description = "Where to answer, over UDP and TCP, such as 127.0.0.1:5353. Left out: 127.0.0.1:53." };
    private static readonly Option<bool> ExactNames = new("--exact") { Description = "Take the match domains of NEDNSSettings or of a profile as exact names." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON, one object a line." };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Listen.Validators.Add(static result =>
        {
            foreach (string text in (result.GetValueOrDefault<string[]>() ?? []).Where(static text => !TryReadEndpoint(text, out _)))
                result.AddError($"'{text}' is no address with a port. Write it like 127.0.0.1:5353.");
        });
        Command explain = new("explain", "Tells which name server is asked about a name, why, and what matchDomains of Apple's systems would do.") { Names, Config, DefaultRoute, Json };
        explain.SetAction(static parsed => Verb(parsed).Explain(parsed.GetValue(Config)!, parsed.GetValue(Names)!, parsed.GetValue(DefaultRoute)));
        Command forward = new("forward", "Answers DNS questions by asking the server that the rules name, until Ctrl+C.") { Config, Listen, ExactNames, Json };
        forward.SetAction(static (parsed, cancellationToken) =>
        {
            SplitDnsResolverOptions options = new();
            if (parsed.GetValue(Listen) is { Length: > 0 } endpoints)
                options.Endpoints = [.. endpoints.Select(IPEndPoint.Parse)];
            return Verb(parsed).ForwardAsync(parsed.GetValue(Config)!, parsed.GetValue(ExactNames), options, cancellationToken);
        });
        return new Command("dns", "Decides name by name which name server is asked.") { explain, forward };
    }

    private static bool TryReadEndpoint(string text, out IPEndPoint? endpoint) =>
        IPEndPoint.TryParse(text, out endpoint) && text.EndsWith($":{endpoint.Port}", StringComparison.Ordinal) && (text.Contains('.', StringComparison.Ordinal) || text.StartsWith('['));

    private static DnsVerb Verb(ParseResult parsed) => new(parsed.GetValue(Json) ? new JsonDnsOutput(Console.Out) : new LineDnsOutput(Console.Out), Console.OpenStandardInput);
}
