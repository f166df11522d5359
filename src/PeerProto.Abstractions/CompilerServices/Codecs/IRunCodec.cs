namespace PeerProto.CompilerServices;

/// <summary>A codec of numbers that can share a run.</summary>
internal interface IRunCodec<T>
{
    /// <summary>Writes a value.</summary>
    static abstract void Write(ref MessagePackRun run, T value);
}
