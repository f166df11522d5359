namespace PeerProto.Apple;

/// <summary>Something that is wrong with a profile for a system extension.</summary>
/// <param name="Payload">Type of the payload that it is about; empty where it is about the profile.</param>
/// <param name="IsError">Whether macOS refuses the profile or the filter cannot work; false where it is only suspicious.</param>
/// <param name="Cause">What is wrong, as a sentence without its full stop.</param>
/// <param name="Remedy">What to do, as a sentence without its full stop.</param>
public sealed record SystemExtensionProfileFinding(string Payload, bool IsError, string Cause, string Remedy);
