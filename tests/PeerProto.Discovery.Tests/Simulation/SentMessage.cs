using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Tests.Simulation;

/// <summary>A message seen on the virtual network.</summary>
internal sealed record SentMessage(TimeSpan At, VirtualHost Sender, IPEndPoint? Destination, DnsMessage Message, byte[] Bytes)
{
    public bool IsQuery => !Message.IsResponse && Message.Authorities.Count == 0;

    public bool IsProbe => !Message.IsResponse && Message.Authorities.Count > 0;

    public bool IsResponse => Message.IsResponse;

    public bool Answers(DnsName name, DnsRecordType type) => IsResponse && Message.Answers.Any(record => record.Type == type && record.Name.Equals(name));
}
