namespace PeerProto.Apple;

/// <summary>A program or library that was loaded.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Path">Where its file was; null where the report does not say.</param>
/// <param name="Base">Where it was loaded.</param>
/// <param name="Size">How many bytes it took.</param>
/// <param name="Uuid">Identifier of the build, 32 lower-case hex digits; null where the report does not say.</param>
/// <param name="IsFromSystem">Whether it belongs to the system; null where that cannot be told.</param>
public sealed record CrashImage(string Name, string? Path, ulong Base, ulong Size, string? Uuid, bool? IsFromSystem);
