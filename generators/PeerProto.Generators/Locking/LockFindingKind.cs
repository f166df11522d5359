namespace PeerProto.Generators.Locking;

/// <summary>What a lock says about a change. All up to <see cref="ContractRenamed"/> are forbidden.</summary>
internal enum LockFindingKind
{
    /// <summary>What travels under an id has another form, which released peers do not understand.</summary>
    FormChanged,

    /// <summary>A released id is gone and not reserved.</summary>
    NotReserved,

    /// <summary>A member is gone that released peers need.</summary>
    StillNeeded,

    /// <summary>There is a new member that cannot be absent, and released peers do not send it.</summary>
    RequiredAdded,

    /// <summary>A reserved id is in use.</summary>
    ReservedReused,

    /// <summary>A contract has another service name.</summary>
    ContractRenamed,

    /// <summary>A contract has the version of a released one and another shape.</summary>
    VersionNotRaised,

    /// <summary>A change that the rules allow is not in the lock.</summary>
    NotRecorded,

    /// <summary>A value of an enum has another number or name.</summary>
    ValueChanged,
}
