using System.CommandLine;
using System.Globalization;
using PeerProto.Apple;
using PeerProto.Cli.Discovery;
using PeerProto.Cli.Identity;

namespace PeerProto.Cli.Apple;

/// <summary>What <c>peerproto thread</c> accepts.</summary>
internal static class ThreadCommand
{
    private const string HowToGive = "hexadecimal digits, or - for the standard input. On the command line its key is in the list of processes.";

    private static readonly Argument<string> Dataset = new("dataset") { Description = $"The data set: {HowToGive}" };
    private static readonly Argument<string> Other = new("other") { Description = $"The data set to compare with: {HowToGive}" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object." };
    private static readonly Option<bool> Secrets = new("--show-secrets") { Description = "Show the keys too." };
    private static readonly Option<bool> Redact = new("--redact") { Description = "Print the data set with zeros in the place of its keys, and of everything from the place on where it is broken." };
    private static readonly Option<string?> Name = new("--name") { Description = "The name of the network, 1 to 16 bytes of UTF-8." };
    private static readonly Option<string> RequiredName = new("--name") { Description = "The name of the network, 1 to 16 bytes of UTF-8.", Required = true };
    private static readonly Option<ushort?> Channel = new("--channel") { Description = "The channel, 11 to 26. Left out: a random one." };
    private static readonly Option<ulong> ExtendedPanId = new("--ext-pan-id") { Description = "The extended PAN ID, 16 hexadecimal digits.", Required = true, CustomParser = ParseExtendedPanId };
    private static readonly Option<string?> PassphraseFile = new("--passphrase-file") { Description = "A file whose first line is the passphrase of commissioners." };
    private static readonly Option<bool> PassphraseInput = new("--passphrase-stdin") { Description = "The passphrase is the first line of the standard input." };
    private static readonly Option<ulong> NodeId = new("--node-id") { Description = "The number that the device gets.", DefaultValueFactory = static _ => 1 };
    private static readonly Option<int?> Pin = new("--pin") { Description = "The setup code of the device, such as 20202021." };
    private static readonly Option<int?> Discriminator = new("--discriminator") { Description = "The long discriminator of the device, 0 to 4095, such as 3840." };
    private static readonly Option<string?> Payload = new("--payload") { Description = "What stands in its QR code (MT:...) or is typed by hand, in the place of --pin and --discriminator." };
    private static readonly Option<string?> OfDataset = new("--dataset") { Description = $"Only border agents of this network; the first ends the search. {HowToGive}" };
    private static readonly Option<TimeSpan> Duration = DiscoveryArguments.For(TimeSpan.FromSeconds(5));

    /// <summary>Makes the command.</summary>
    public static Command Create() => new("thread", "Reads, checks and makes Thread data sets, and finds border routers.")
    {
        Decode(), Validate(), Diff(), New(), Pskc(), ChipTool(), BorderAgents(),
    };

    private static Command Decode()
    {
        Command command = new("decode", "Tells what is in a data set, and what is wrong with it. Exit code 0: it is complete and sound; 1: it is not, or none.") { Dataset, Secrets, Redact, Json };
        command.SetAction(static parsed => Verb(parsed).Decode(parsed.GetValue(Dataset)!, parsed.GetValue(Redact)));
        return command;
    }

    private static Command Validate()
    {
        Command command = new("validate", "Checks whether a data set is complete and sound. Exit code 0: it is; 1: the findings say what is wrong.") { Dataset, Json };
        command.SetAction(static parsed => Verb(parsed).Validate(parsed.GetValue(Dataset)!));
        return command;
    }

    private static Command Diff()
    {
        Command command = new("diff", "Tells in what two data sets differ; the order of their parts does not count. Exit code 0: in nothing; 1: the differences are printed.") { Dataset, Other, Json };
        command.SetAction(static parsed => Verb(parsed).Compare(parsed.GetValue(Dataset)!, parsed.GetValue(Other)!));
        return command;
    }

    private static Command New()
    {
        Command command = new("new", "Makes the data set of a new network and prints it, its random key included.") { Name, Channel, PassphraseFile, PassphraseInput, Json };
        command.SetAction(static parsed => Verb(parsed).New(parsed.GetValue(Name), parsed.GetValue(Channel), Passphrase(parsed).IsGiven ? Passphrase(parsed).Read : null));
        return command;
    }

    private static Command Pskc()
    {
        Command command = new("pskc", "Makes the key of commissioners from their passphrase, which is asked for.") { RequiredName, ExtendedPanId, PassphraseFile, PassphraseInput, Json };
        command.SetAction(static parsed => Verb(parsed).Derive(parsed.GetValue(RequiredName)!, parsed.GetValue(ExtendedPanId), Passphrase(parsed).Read));
        return command;
    }

    private static Command ChipTool()
    {
        Command command = new("chip-tool", "Prints the command that commissions a Matter device into the network. It holds the key.") { Dataset, NodeId, Pin, Discriminator, Payload, Json };
        command.Validators.Add(static result =>
        {
            bool hasPayload = result.GetValue(Payload) is not null;
            bool hasBoth = result.GetValue(Pin) is not null && result.GetValue(Discriminator) is not null;
            bool hasOne = result.GetValue(Pin) is not null || result.GetValue(Discriminator) is not null;
            if (hasPayload ? hasOne : !hasBoth)
                result.AddError("Give --pin and --discriminator, or --payload.");
        });
        command.SetAction(static parsed => Verb(parsed).ChipTool(
            parsed.GetValue(Dataset)!, parsed.GetValue(NodeId), parsed.GetValue(Pin) ?? 0, parsed.GetValue(Discriminator) ?? 0, parsed.GetValue(Payload)));
        return command;
    }

    private static Command BorderAgents()
    {
        Command command = new("border-agents", "Lists the Thread border routers of the local network, or finds that of a data set.")
        {
            OfDataset, Duration, DiscoveryArguments.Json, DiscoveryArguments.Backend, DiscoveryArguments.PeerToPeer,
        };
        command.SetAction(static (parsed, token) =>
        {
            ThreadVerb verb = Verb(parsed.GetValue(DiscoveryArguments.Json), showsSecrets: false);
            ThreadDataset? dataset = null;
            if (parsed.GetValue(OfDataset) is { } text && !verb.TryGetNetwork(text, out dataset))
                return Task.FromResult(ExitCodes.Nothing);
            return DiscoveryArguments.RunAsync(parsed, Duration, (discovery, _, stop) => verb.ListBorderAgentsAsync(new BorderAgentBrowser(discovery), dataset, stop), token);
        });
        return command;
    }

    private static ulong ParseExtendedPanId(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (result.Tokens is [{ Value.Length: 16 } token] && ulong.TryParse(token.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong id))
            return id;
        result.AddError("--ext-pan-id takes 16 hexadecimal digits.");
        return 0;
    }

    private static PasswordReader Passphrase(ParseResult parsed) => new(parsed.GetValue(PassphraseFile), parsed.GetValue(PassphraseInput), "passphrase");

    private static ThreadVerb Verb(ParseResult parsed) => Verb(parsed.GetValue(Json), parsed.GetValue(Secrets));

    private static ThreadVerb Verb(bool isJson, bool showsSecrets)
    {
        IThreadOutput output = isJson ? new JsonThreadOutput(Console.Out, showsSecrets) : new LineThreadOutput(Console.Out, Console.Error, showsSecrets);
        return new ThreadVerb(output, new InputText(Console.In, Console.Error));
    }
}
