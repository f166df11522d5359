namespace PeerProto.Generators.Model;

/// <summary>What the generated codec of a message writes and reads.</summary>
/// <param name="Struct">The codec's struct.</param>
/// <param name="IsReferenceType">Whether a value can be null.</param>
/// <param name="Length">The length of the array: the highest member id plus one.</param>
/// <param name="MaxSize">The expression for the most bytes a message takes.</param>
/// <param name="Segments">What is written, in order.</param>
/// <param name="Parts">What is read, in order: members and gaps.</param>
/// <param name="Arguments">The members that the constructor takes, in its order.</param>
internal sealed record CodecModel(
    CodecStructModel Struct,
    bool IsReferenceType,
    int Length,
    string MaxSize,
    EquatableArray<SegmentModel> Segments,
    EquatableArray<PartModel> Parts,
    EquatableArray<MemberModel> Arguments)
{
    /// <summary>Whether the message is a map of its members' keys rather than an array.</summary>
    public bool IsMap { get; init; }

    /// <summary>The member that keeps what this side does not know, or null.</summary>
    public MemberModel? Kept { get; init; }

    /// <summary>The message type, as named where the codec stands.</summary>
    public string TypeName => Struct.TypeName;
}
