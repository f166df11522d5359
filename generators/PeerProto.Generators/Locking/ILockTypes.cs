namespace PeerProto.Generators.Locking;

/// <summary>Knows types by name: as a version had them, or as the source has them.</summary>
internal interface ILockTypes
{
    /// <summary>The type, or null where there is none of that name.</summary>
    LockedType? Find(string type);
}
