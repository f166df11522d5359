namespace PeerProto.Security.Exchanges;

/// <summary>One guess of the other side that is under way. It counts as wrong from the beginning, unless <see cref="Prove"/> is called before it is disposed.</summary>
internal abstract class Guess : IDisposable
{
    private bool _isProved;
    private bool _isOver;

    /// <summary>It was right.</summary>
    public void Prove() => _isProved = true;

    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        End(_isProved);
    }

    protected abstract void End(bool isRight);
}
