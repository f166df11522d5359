using System.CommandLine;
using PeerProto.Cli;
using PeerProto.Cli.Browse;
using PeerProto.Cli.Doctor;
using PeerProto.Cli.Lock;
using PeerProto.Cli.Pair;

var root = new RootCommand("Tools for PeerProto apps and the networks they run on.") { BrowseCommand.Create(), DoctorCommand.Create(), LockCommand.Create(), PairCommand.Create() };
ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
