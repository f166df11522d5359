namespace PeerProto.CompilerServices;

/// <summary>Marks a generated channel property whose messages are handled where they were received, so that nobody can read them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BorrowedChannelAttribute : Attribute;
