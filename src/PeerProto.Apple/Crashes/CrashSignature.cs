namespace PeerProto.Apple;

/// <summary>What makes two crashes the same: how the process ended and the innermost functions that say something.</summary>
/// <param name="Text">The kind of end, then the frames, separated by <c> | </c>.</param>
/// <param name="Hash">The first 16 hex digits of the SHA-256 of <paramref name="Text"/> in UTF-8.</param>
/// <param name="Frames">The frames, each <c>image!symbol</c> without offset.</param>
public sealed record CrashSignature(string Text, string Hash, IReadOnlyList<string> Frames);
