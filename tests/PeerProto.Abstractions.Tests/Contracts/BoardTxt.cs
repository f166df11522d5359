namespace PeerProto.Tests.Contracts;

/// <summary>A TXT record with a value of each kind, as an app would declare it.</summary>
[PeerTxtRecord]
internal sealed partial record BoardTxt
{
    [TxtKey("title")] public string? Title { get; init; }
    [TxtKey("topic")] public string Topic { get; init; } = "";
    [TxtKey("players")] public int Players { get; init; } = 2;
    [TxtKey("locked")] public bool Locked { get; init; }
    [TxtKey("open")] public bool Open { get; init; } = true;
    [TxtKey("quiet")] public bool? Quiet { get; init; }
    [TxtKey("zoom")] public double Zoom { get; init; }
    [TxtKey("price")] public decimal? Price { get; init; }
    [TxtKey("big")] public ulong Big { get; init; }
    [TxtKey("least")] public sbyte? Least { get; init; }
    [TxtKey("mode")] public BoardMode Mode { get; init; }
    [TxtKey("next")] public BoardMode? Next { get; init; }
    [TxtKey("id")] public Guid? Id { get; init; }
    [TxtKey("pic")] public ReadOnlyMemory<byte>? Picture { get; init; }
    [TxtKey("hash")] public byte[]? Hash { get; init; }
}
