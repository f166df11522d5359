namespace PeerProto.Generators.Locking;

/// <summary>What is wrong with a lock file.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">What is wrong, and what helps.</param>
internal sealed record LockError(int Line, string Text)
{
    /// <summary>The error with its line.</summary>
    public override string ToString() => $"line {Line}: {Text}";
}
