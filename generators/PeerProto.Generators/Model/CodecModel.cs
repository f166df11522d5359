namespace PeerProto.Generators.Model;

/// <summary>What a generated codec writes and reads.</summary>
/// <param name="TypeName">The message type, as named inside itself.</param>
/// <param name="IsReferenceType">Whether a value can be null.</param>
/// <param name="HidesInherited">Whether the message inherits the codec of a class it derives from.</param>
/// <param name="Length">The length of the array: the highest member id plus one.</param>
/// <param name="MaxSize">The expression for the most bytes a message takes.</param>
/// <param name="Segments">What is written, in order.</param>
/// <param name="Parts">What is read, in order: members and gaps.</param>
/// <param name="Arguments">The members that the constructor takes, in its order.</param>
internal sealed record CodecModel(
    string TypeName,
    bool IsReferenceType,
    bool HidesInherited,
    int Length,
    string MaxSize,
    EquatableArray<SegmentModel> Segments,
    EquatableArray<PartModel> Parts,
    EquatableArray<MemberModel> Arguments);
