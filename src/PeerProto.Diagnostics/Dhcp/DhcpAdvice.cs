namespace PeerProto.Diagnostics;

/// <summary>What observations mean, and what to do.</summary>
internal static class DhcpAdvice
{
    private const string LearnByArp = "Do not wait for DHCP to know this client: learn address and hardware address from ARP, and probe the old addresses after a restart";

    public static (string Meaning, string NextStep) For(DhcpObservationKind kind, bool isCertain = true) => kind switch
    {
        DhcpObservationKind.LinkUp => ("the interface came up; clients that ask for nothing from here on keep their addresses silently", ""),
        DhcpObservationKind.LinkDown => ("the interface went down", ""),
        DhcpObservationKind.Discover => ("a client without an address looks for servers", ""),
        DhcpObservationKind.Offer => ("a server offers an address", ""),
        DhcpObservationKind.Select => ("a client takes a server's offer", ""),
        DhcpObservationKind.InitReboot => ("a client asks whether it may go on with the address of before; only a server that knows it, or is authoritative, answers", ""),
        DhcpObservationKind.Renew => ("a client prolongs its lease with its server; this is no reconnect", ""),
        DhcpObservationKind.Rebind => ("a client prolongs its lease with any server, since its own did not answer", "See that the server runs, and that it has kept its address and its leases"),
        DhcpObservationKind.Ack => ("a server gives or confirms the address", ""),
        DhcpObservationKind.Nak => ("a server refuses the address; the client begins anew", "Where this comes after each restart: keep the leases on disk, and the same network"),
        DhcpObservationKind.Decline => ("a client found the address in use by another", "Find who uses it: probe by ARP before giving an address, and keep fixed addresses out of the server's range"),
        DhcpObservationKind.Release => ("a client gives its address back", ""),
        DhcpObservationKind.Inform => ("a client with an address of its own asks for settings", ""),
        DhcpObservationKind.Unanswered => ("no server answered the client", "See that the server runs on this interface; make it authoritative, so that it answers clients whose lease it has lost"),
        DhcpObservationKind.Known => ("a client uses an address that it had before the watch began; whether it asked a server was not seen", ""),
        DhcpObservationKind.SilentReuse when isCertain => ("a client uses its address of before and asks no server; iOS does so when the same network comes back quickly, and nothing can make it ask", LearnByArp),
        _ => ("a client uses an address and asks no server: it kept the one of before, or has a fixed one", LearnByArp),
    };
}
