namespace PeerProto.Tests.Messages;

/// <summary>Messages of two neighbours of one type, which generated code reads by a run.</summary>
[PeerMessage]
public readonly partial record struct TwoBooleans([Member(0)] bool A, [Member(1)] bool B);

[PeerMessage]
public readonly partial record struct TwoBytes([Member(0)] byte A, [Member(1)] byte B);

[PeerMessage]
public readonly partial record struct TwoSBytes([Member(0)] sbyte A, [Member(1)] sbyte B);

[PeerMessage]
public readonly partial record struct TwoInt16s([Member(0)] short A, [Member(1)] short B);

[PeerMessage]
public readonly partial record struct TwoUInt16s([Member(0)] ushort A, [Member(1)] ushort B);

[PeerMessage]
public readonly partial record struct TwoInt32s([Member(0)] int A, [Member(1)] int B);

[PeerMessage]
public readonly partial record struct TwoUInt32s([Member(0)] uint A, [Member(1)] uint B);

[PeerMessage]
public readonly partial record struct TwoInt64s([Member(0)] long A, [Member(1)] long B);

[PeerMessage]
public readonly partial record struct TwoUInt64s([Member(0)] ulong A, [Member(1)] ulong B);

[PeerMessage]
public readonly partial record struct TwoChars([Member(0)] char A, [Member(1)] char B);

[PeerMessage]
public readonly partial record struct TwoSingles([Member(0)] float A, [Member(1)] float B);

[PeerMessage]
public readonly partial record struct TwoDoubles([Member(0)] double A, [Member(1)] double B);

[PeerMessage]
public readonly partial record struct TwoGuids([Member(0)] Guid A, [Member(1)] Guid B);

[PeerMessage]
public readonly partial record struct TwoTimeSpans([Member(0)] TimeSpan A, [Member(1)] TimeSpan B);

/// <summary>Runs apart from each other, and a member by itself.</summary>
[PeerMessage]
public readonly partial record struct SeveralRuns(
    [Member(0)] int A, [Member(1)] string B, [Member(2)] long C, [Member(3)] double D, [Member(5)] Guid E, [Member(6)] bool F, [Member(7)] string? G, [Member(8)] int H);
