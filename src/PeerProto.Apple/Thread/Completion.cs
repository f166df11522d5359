namespace PeerProto.Apple;

/// <summary>A completion handler of the framework, as a task.</summary>
internal abstract class Completion<T> : IBlockTarget
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public abstract BlockShape Shape { get; }

    public Task<T> Task => _source.Task;

    public void Invoke(nint first, nint second)
    {
        try
        {
            _source.TrySetResult(Read(first, second));
        }
        catch (Exception failure)
        {
            _source.TrySetException(failure);
        }
    }

    /// <summary>Reads the arguments while they live, or throws what they say went wrong.</summary>
    protected abstract T Read(nint first, nint second);
}
