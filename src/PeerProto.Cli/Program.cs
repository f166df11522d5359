using System.CommandLine;
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
ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
