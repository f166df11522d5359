using System.Net;
using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.Mdns;

/// <summary>An answer waiting to be multicast.</summary>
/// <param name="Record">The record.</param>
/// <param name="DueAt">When it may be sent.</param>
/// <param name="LatestAt">How long it may wait for others to go with it.</param>
/// <param name="Asker">The one host that asked, or <see langword="null"/> when several did, or none.</param>
internal readonly record struct PendingAnswer(DnsRecord Record, TimeSpan DueAt, TimeSpan LatestAt, IPEndPoint? Asker);
