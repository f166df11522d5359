namespace PeerProto.Benchmarks.Link;

/// <summary>A row of a table.</summary>
/// <param name="Name">What the command line and tables call it.</param>
/// <param name="Reference">The row that it is compared with in the table.</param>
/// <param name="Create">Makes one side of it.</param>
internal sealed record LinkEntry(string Name, string Reference, Func<LinkRow> Create);
