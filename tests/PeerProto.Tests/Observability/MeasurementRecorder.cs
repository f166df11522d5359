using System.Diagnostics.Metrics;

namespace PeerProto.Tests.Observability;

/// <summary>Listens to the measurements of PeerProto.</summary>
internal sealed class MeasurementRecorder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = [];
    private readonly MeterListener _listener = new();

    public MeasurementRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "PeerProto")
                return;
            lock (_gate)
                Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    /// <summary>What was recorded so far.</summary>
    public IReadOnlyList<(string Name, double Value, Dictionary<string, object?> Tags)> Recorded
    {
        get
        {
            lock (_gate)
                return [.. _measured];
        }
    }

    /// <summary>Asks for a sum now.</summary>
    /// <param name="name">The instrument.</param>
    /// <param name="tags">The attributes, all of them.</param>
    public double Observe(string name, params (string Key, object Value)[] tags)
    {
        int before;
        lock (_gate)
            before = _measured.Count;
        _listener.RecordObservableInstruments();
        return Recorded.Skip(before).Where(measured => IsOf(measured, name, tags)).Sum(measured => measured.Value);
    }

    public static bool IsOf((string Name, double Value, Dictionary<string, object?> Tags) measured, string name, params (string Key, object Value)[] tags) =>
        measured.Name == name && measured.Tags.Count == tags.Length && tags.All(tag => tag.Value.Equals(measured.Tags.GetValueOrDefault(tag.Key)));

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Dictionary<string, object?> told = [];
        foreach ((string key, object? tag) in tags)
            told.Add(key, tag);
        lock (_gate)
            _measured.Add((instrument.Name, value, told));
    }
}
