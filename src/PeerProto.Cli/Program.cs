using System.CommandLine;
using System.Runtime.InteropServices;
using PeerProto.Cli;
using PeerProto.Cli.Apple;
using PeerProto.Cli.Dhcp;
using PeerProto.Cli.Discovery;
using PeerProto.Cli.Dns;
using PeerProto.Cli.Doctor;
using PeerProto.Cli.Identity;
using PeerProto.Cli.Lock;
using PeerProto.Cli.Pair;
using PeerProto.Cli.Proxy;
using PeerProto.Cli.Udp;

RootCommand root = new("Tools for PeerProto apps and the networks they run on.")
{
    AdvertiseCommand.Create(),
    AppleCommand.Create(),
    BrowseCommand.Create(),
    DhcpCommand.Create(),
    DnsCommand.Create(),
    DoctorCommand.Create(),
    IdentityCommand.Create(),
    LockCommand.Create(),
    PairCommand.Create(),
    ProxyCommand.Create(),
    ResolveCommand.Create(),
    ThreadCommand.Create(),
    UdpCommand.Create(),
};

// Ctrl+C and SIGTERM cancel the verb, which then ends in order: it takes back what it announced, and sums up. The second time they end the process.
using CancellationTokenSource over = new();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, over.Token);
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;

void End(PosixSignalContext signal)
{
    signal.Cancel = !over.IsCancellationRequested;
    over.Cancel();
}
