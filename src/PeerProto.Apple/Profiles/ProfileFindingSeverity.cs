namespace PeerProto.Apple;

/// <summary>How much a finding about a profile matters.</summary>
public enum ProfileFindingSeverity
{
    /// <summary>It works, and is worth knowing.</summary>
    Note,

    /// <summary>It may work, but not as well, or not for everybody, or it is less safe than it could be.</summary>
    Warning,

    /// <summary>The system refuses it, or it cannot work.</summary>
    Error,
}
