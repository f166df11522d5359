using System.Net;

namespace PeerProto.Cli.Dns;

/// <summary>A way of showing what happens to names.</summary>
internal interface IDnsOutput
{
    /// <summary>Who is asked about a name.</summary>
    void Write(DnsVerdict verdict);

    /// <summary>What else is to be known about the rules.</summary>
    void WriteNotes(IReadOnlyList<string> notes);

    /// <summary>The forwarder answers.</summary>
    void WriteListening(IPEndPoint endpoint);

    /// <summary>It could not be done.</summary>
    void WriteFailure(string cause, string remedy);
}
