namespace PeerProto.Generators.Locking;

/// <summary>What a line of a lock file is about, in the order of lines of one type.</summary>
internal enum LockWord
{
    /// <summary><c>removed Type</c>: the type is no longer there.</summary>
    Removed,

    /// <summary><c>contract Type service-name version</c>.</summary>
    Contract,

    /// <summary><c>message Type</c>.</summary>
    Message,

    /// <summary><c>union Type</c>, with <c>*</c> where unknown cases are kept.</summary>
    Union,

    /// <summary><c>enum Type</c>.</summary>
    Enum,

    /// <summary><c>channel Type.Name id delivery shape</c>.</summary>
    Channel,

    /// <summary><c>call Type.Name id kind arguments item result</c>.</summary>
    Call,

    /// <summary><c>member Type.Name id shape</c>, with <c>!</c> behind the id where the member is required.</summary>
    Member,

    /// <summary><c>case Type id shape</c>.</summary>
    Case,

    /// <summary><c>value Type.Name number</c>.</summary>
    Value,

    /// <summary><c>reserved Type id</c>: the id is never used again.</summary>
    Reserved,
}
