namespace PeerProto.Observability;

/// <summary>Why a message was dropped, as its channel's settings have it.</summary>
internal enum DropReason
{
    /// <summary>There was no place for it, or it gave its place to a later one.</summary>
    Full,

    /// <summary>Only the newest message matters, and a newer one came.</summary>
    Superseded,

    /// <summary>It waited longer than its time to live.</summary>
    Expired,
}
