namespace PeerProto.Discovery.Native.Windows;

/// <summary>A pointer that came or went.</summary>
/// <param name="Target">The name that it leads to.</param>
/// <param name="IsThere">Whether it came; one without a time to live says goodbye.</param>
internal readonly record struct FoundPointer(string Target, bool IsThere);
