namespace PeerProto.Diagnostics;

/// <summary>Notes the stages of one attempt and how long each took.</summary>
internal sealed class StageRecord(TimeProvider timeProvider, IProgress<ConnectionStageReport>? progress)
{
    private readonly List<ConnectionStageReport> _stages = [];
    private ConnectionStage _current;
    private long _began;

    public IReadOnlyList<ConnectionStageReport> Stages => _stages;

    public bool HasStopped { get; private set; }

    public void Begin(ConnectionStage stage)
    {
        _current = stage;
        _began = timeProvider.GetTimestamp();
    }

    public void End(string detail) => Add(new ConnectionStageReport(_current, timeProvider.GetElapsedTime(_began), detail, null));

    /// <summary>Notes what stopped the attempt, in the stage that was under way: a transport that does several in one names the one it was in.</summary>
    public void Stop(PeerDiagnosis diagnosis)
    {
        HasStopped = true;
        Add(new ConnectionStageReport(diagnosis.Stage >= _current ? diagnosis.Stage : _current, timeProvider.GetElapsedTime(_began), "", diagnosis));
    }

    private void Add(ConnectionStageReport stage)
    {
        _stages.Add(stage);
        progress?.Report(stage);
    }
}
