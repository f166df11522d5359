using System.Collections.Generic;

namespace PeerProto.Generators.Locking;

/// <summary>What a lock says about one type or id.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Id">The id, or the version to raise to; null where it concerns the type as a whole.</param>
/// <param name="Text">The whole of it, for people.</param>
/// <param name="Versions">The released versions that it concerns.</param>
internal sealed record LockFinding(LockFindingKind Kind, string Type, long? Id, string Text, IReadOnlyList<string> Versions)
{
    /// <summary>The id of the diagnostic under which the compiler reports it.</summary>
    public string Code => Kind switch
    {
        LockFindingKind.FormChanged => "PEER0301",
        LockFindingKind.NotReserved => "PEER0302",
        LockFindingKind.StillNeeded => "PEER0303",
        LockFindingKind.RequiredAdded => "PEER0304",
        LockFindingKind.ReservedReused => "PEER0305",
        LockFindingKind.ContractRenamed => "PEER0306",
        LockFindingKind.VersionNotRaised => "PEER0307",
        LockFindingKind.NotRecorded => "PEER0308",
        _ => "PEER0309",
    };

    /// <summary>Whether the rules of evolution forbid the change.</summary>
    public bool IsForbidden => Kind <= LockFindingKind.ContractRenamed;
}
