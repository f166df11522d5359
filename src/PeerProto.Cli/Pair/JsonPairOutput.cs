using System.Buffers;
using System.Text;
using System.Text.Json;

namespace PeerProto.Cli.Pair;

/// <summary>One JSON object a line, each with the member <c>event</c>.</summary>
internal sealed class JsonPairOutput(TextWriter writer) : IPairOutput
{
    public void Invited(PeerInvitation invitation) => WriteLine("invited", json =>
    {
        json.WriteString("way", invitation.Way.ToString().ToLowerInvariant());
        json.WriteString("endpoint", invitation.LocalEndpoint.ToString());
        json.WriteString("name", invitation.InstanceName);
        if (invitation.Passcode is { } passcode)
            json.WriteString("passcode", passcode);
        if (invitation.Ticket is { } ticket)
            json.WriteString("ticket", ticket.ToText());
    });

    public void Found(FoundInvitation invitation) => WriteLine("found", json =>
    {
        json.WriteString("name", invitation.InstanceName);
        json.WriteStartArray("endpoints");
        foreach (PeerEndpoint endpoint in invitation.Endpoints)
            json.WriteStringValue(endpoint.ToString());
        json.WriteEndArray();
    });

    public void Paired(TrustedPeer peer) => WriteLine("paired", json => Write(json, peer));

    public void Listed(TrustedPeer peer) => WriteLine("peer", json => Write(json, peer));

    public void Changed(TrustedPeer peer, string what) => WriteLine(what, json => Write(json, peer));

    public void Failed(string code, string cause, string remedy) => WriteLine("failed", json =>
    {
        json.WriteString("code", code);
        json.WriteString("cause", cause);
        json.WriteString("remedy", remedy);
    });

    private static void Write(Utf8JsonWriter json, TrustedPeer peer)
    {
        json.WriteString("key", peer.Key.ToString());
        json.WriteString("name", peer.Name);
        json.WriteString("firstSeen", peer.FirstSeen);
        json.WriteString("lastSeen", peer.LastSeen);
        json.WriteStartArray("permissions");
        foreach (string permission in peer.Permissions)
            json.WriteStringValue(permission);
        json.WriteEndArray();
    }

    private void WriteLine(string what, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("event", what);
            members(json);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Flush();
    }
}
