namespace PeerProto;

/// <summary>One change that a source of peers tells.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Candidate">The candidate as it is now; for <see cref="ServiceChangeKind.Removed"/>, as it was last.</param>
public readonly record struct PeerCandidateChange(ServiceChangeKind Kind, PeerCandidate Candidate);
