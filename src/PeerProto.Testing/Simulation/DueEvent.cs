namespace PeerProto.Testing;

/// <summary>Something to be done at a virtual time, unless it is cancelled before.</summary>
internal sealed class DueEvent(Action action)
{
    private Action? _action = action;

    public bool IsCancelled => _action is null;

    public void Cancel() => _action = null;

    public void Run()
    {
        Action? action = _action;
        _action = null;
        action?.Invoke();
    }
}
