namespace PeerProto.Cli.Dhcp;

/// <summary>Probes that are asked for now and again: one at a time, and once more where it was asked for meanwhile.</summary>
/// <param name="probe">One round. Tells its failures itself.</param>
internal sealed class RepeatedProbe(Func<Task> probe)
{
    private readonly System.Threading.Lock _gate = new();
    private bool _isWanted;
    private bool _isRunning;

    /// <summary>Completes when nothing more is asked for.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>Asks for a round that begins from now on.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _isWanted = true;
            if (_isRunning)
                return;
            _isRunning = true;
            Done = RunAsync();
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (TryTake())
            await probe();
    }

    private bool TryTake()
    {
        lock (_gate)
        {
            _isRunning = _isWanted;
            _isWanted = false;
            return _isRunning;
        }
    }
}
