namespace PeerProto.Cli.Lock;

/// <summary>Why a lock verb could not do its work, and what helps.</summary>
internal sealed class LockException(string message) : Exception(message);
