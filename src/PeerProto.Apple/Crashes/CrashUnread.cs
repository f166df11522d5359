namespace PeerProto.Apple;

/// <summary>A file that is no crash report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cause">Why it could not be read, as a sentence without its full stop.</param>
public sealed record CrashUnread(string Name, string Cause);
