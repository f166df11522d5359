using System.Globalization;

namespace PeerProto.Cli.Pair;

/// <summary>Lines for people.</summary>
internal sealed class LinePairOutput(TextWriter writer) : IPairOutput
{
    public void Invited(PeerInvitation invitation)
    {
        Write($"Inviting by {invitation.Way.ToString().ToLowerInvariant()} at {invitation.LocalEndpoint}{(invitation.InstanceName is { } name ? $", found as {name}" : "")}.");
        if (invitation.Passcode is { } passcode)
            Write($"Type this passcode in on the other device: {passcode}");
        if (invitation.Ticket is { } ticket)
            Write($"Give this ticket to the other device, and to nobody else:\n{ticket.ToText()}");
    }

    public void Found(FoundInvitation invitation) => Write($"Found the invitation {Printable.From(invitation.InstanceName)} at {string.Join(", ", invitation.Endpoints)}.");

    public void Paired(TrustedPeer peer) => Write($"Paired with {Text(peer)}.");

    public void Listed(TrustedPeer peer) => Write(string.Create(
        CultureInfo.InvariantCulture, $"{peer.Key}\t{Printable.From(peer.Name)}\tfirst seen {peer.FirstSeen:u}\tlast seen {peer.LastSeen:u}\t{string.Join(' ', peer.Permissions.Select(Printable.From))}"));

    public void Changed(TrustedPeer peer, string what) => Write($"{what}: {Text(peer)}.");

    public void Failed(string code, string cause, string remedy) => Write($"FAIL {code}: {Printable.From(cause)}. {Printable.From(remedy)}.");

    private static string Text(TrustedPeer peer) => $"'{Printable.From(peer.Name)}' ({peer.Key})";

    private void Write(string line)
    {
        writer.WriteLine(line);
        writer.Flush();
    }
}
