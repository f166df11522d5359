using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>An answer waiting to be multicast.</summary>
/// <param name="Record">The record.</param>
/// <param name="DueAt">When to send it.</param>
/// <param name="Asker">The one host that asked, or <see langword="null"/> when several did.</param>
internal readonly record struct PendingAnswer(DnsRecord Record, TimeSpan DueAt, IPEndPoint? Asker);
