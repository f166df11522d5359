namespace PeerProto.CompilerServices;

/// <summary>Why something could not be written.</summary>
internal static class EncodeErrors
{
    public static PeerEncodeException Null(string what) =>
        new($"{what} is null, and the contract does not allow it. Set it, or declare the member as nullable.");

    public static PeerEncodeException Changed() =>
        new("A collection changed while it was written. Send a copy that nobody changes.");

    public static PeerEncodeException TooDeep() =>
        new($"Values lie more than {PeerWriter.MaxDepth} deep inside each other. Look for a cycle, or send the parts as messages of their own.");

    public static PeerEncodeException NoValue(int id) =>
        new($"The payload of the unknown case {id} is not one MessagePack value. Send it as it was received.");

    public static InvalidOperationException NoRoom(int bytes, int given) =>
        new($"The output was asked for {bytes} bytes and handed out {given}.");

    public static PeerEncodeException TooLong(long bytes) =>
        new($"{bytes} bytes are too many for one value, which ends at {int.MaxValue}. Send them in parts.");

    public static PeerEncodeException TooLong(string member, long length, int maxLength) =>
        new($"{member} has a length of {length}, beyond its limit of {maxLength} (MaxLength). Shorten it, or raise the limit on both sides.");
}
