namespace PeerProto.Generators.Locking;

/// <summary>A forbidden change from one released version.</summary>
/// <param name="Kind">What is forbidden.</param>
/// <param name="Id">The id, or null where it concerns the type as a whole.</param>
/// <param name="Name">The C# name of what has or had the id.</param>
/// <param name="Detail">What differs.</param>
internal sealed record LockBreak(LockFindingKind Kind, long? Id, string Name, string Detail)
{
    /// <summary>What is forbidden, and what helps.</summary>
    /// <param name="type">The type as it is in the source.</param>
    /// <param name="versions">The released versions that it would break.</param>
    public string Describe(LockedType type, string versions)
    {
        string subject = Name.Length > 0 ? $"'{type.Name}.{Name}'" : $"'{type.Name}'";
        return Kind switch
        {
            LockFindingKind.NotReserved =>
                $"{subject} (id {Id}) was released in {versions} and is gone: bring it back, or mark '{type.Name}' with [Reserved({Id})], so that the id never means something else",
            LockFindingKind.StillNeeded => $"{subject} (id {Id}) is gone, but peers of {versions} cannot do without it: bring it back",
            LockFindingKind.RequiredAdded => $"{subject} (id {Id}) cannot be absent, but peers of {versions} do not send it: make it nullable, or give it an initialiser or a default",
            LockFindingKind.ReservedReused => $"{subject} has the id {Id}, which is reserved since {versions}: peers of older versions take it for something else; use another id",
            LockFindingKind.ContractRenamed => $"{subject} was called {Detail} on the network in {versions}: peers of these versions would not find it; keep the name",
            _ => $"{subject} would not be understood by peers of {versions}: {Detail}",
        };
    }
}
