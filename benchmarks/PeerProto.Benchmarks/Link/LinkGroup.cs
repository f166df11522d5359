namespace PeerProto.Benchmarks.Link;

/// <summary>Rows that take turns and share a table.</summary>
internal sealed record LinkGroup(string Title, LinkWork Work, IReadOnlyList<LinkEntry> Entries);
