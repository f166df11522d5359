namespace PeerProto.Cli.Lock;

/// <summary>Where the outcome of a lock verb goes.</summary>
internal interface ILockOutput
{
    /// <summary>Writes what was found and done.</summary>
    void Write(LockOutcome outcome);

    /// <summary>Writes why nothing could be done.</summary>
    void Write(LockException exception);
}
