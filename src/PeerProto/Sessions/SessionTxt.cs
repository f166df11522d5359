using System.Globalization;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Sessions;

/// <summary>The TXT record of a session: what PeerProto says in it and what the app does, and whether the network has been told.</summary>
internal sealed class SessionTxt(Hello hello, TxtRecord first)
{
    /// <summary>The longest record of the app's in bytes: what one DNS message takes, less what PeerProto says itself.</summary>
    public const int MaximumAppLength = 1024;

    private readonly Lock _gate = new();
    private TxtRecord _txt = first;
    private TaskCompletionSource _changed = NewSignal();
    private TaskCompletionSource _told = NewSignal();
    private bool _isOver;

    private static string WireVersion => Hello.CurrentWireVersion.ToString(CultureInfo.InvariantCulture);

    private string Fingerprint => Convert.ToHexStringLower(hello.Fingerprint.Span);

    /// <summary>Refuses an app's record that takes a key of PeerProto's, or too much room.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void Validate(TxtRecord txt, string parameter)
    {
        if (txt.EncodedLength > MaximumAppLength)
            throw new ArgumentException($"The TXT record takes {txt.EncodedLength} bytes, more than {MaximumAppLength}. Say less in it, and the rest in a message.", parameter);
        foreach (TxtEntry entry in txt)
        {
            if (IsReserved(entry.Key))
                throw new ArgumentException($"The TXT key '{entry.Key}' is one of PeerProto's own: {PeerTxtKeys.WireVersion}, {PeerTxtKeys.ContractVersion}, {PeerTxtKeys.Fingerprint} and what begins with {AdvertisedPorts.Prefix}. Choose another.", parameter);
        }
    }

    /// <summary>Whether a service may be a peer, as far as its TXT record tells; the hello decides. One of another fingerprint may have enough in common.</summary>
    public static bool SpeaksTheSameWire(TxtRecord txt) => (txt.GetText(PeerTxtKeys.WireVersion) ?? WireVersion) == WireVersion;

    /// <summary>Whether a service says of itself that its contract is another.</summary>
    public bool SaysAnotherShape(TxtRecord txt) => txt.GetText(PeerTxtKeys.Fingerprint) is { } told && told != Fingerprint;

    /// <summary>Takes another record of the app's.</summary>
    /// <returns>Completes when the network is told of it, or is told nothing any more.</returns>
    public Task Set(TxtRecord txt)
    {
        lock (_gate)
        {
            _txt = txt;
            _changed.TrySetResult();
            return _isOver ? Task.CompletedTask : _told.Task;
        }
    }

    /// <summary>Begins to tell the record of the moment.</summary>
    /// <returns>The whole record, what completes when there is another one, and what is to be completed when it has been told.</returns>
    public (TxtRecord Txt, Task Changed, TaskCompletionSource Told) Take(AdvertisedPorts ports)
    {
        lock (_gate)
        {
            TaskCompletionSource told = _told;
            _told = NewSignal();
            if (_changed.Task.IsCompleted)
                _changed = NewSignal();
            return (Compose(ports), _changed.Task, told);
        }
    }

    /// <summary>The network is told nothing any more.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            _told.TrySetResult();
        }
    }

    private TxtRecord Compose(AdvertisedPorts ports)
    {
        TxtRecord own = ports.AddTo(TxtRecord.Empty
            .With(PeerTxtKeys.WireVersion, WireVersion)
            .With(PeerTxtKeys.ContractVersion, hello.ContractVersion.ToString(CultureInfo.InvariantCulture))
            .With(PeerTxtKeys.Fingerprint, Fingerprint));
        return _txt.Aggregate(own, static (record, entry) => entry.HasValue ? record.With(entry.Key, entry.Value.Span) : record.WithFlag(entry.Key));
    }

    private static bool IsReserved(string key) =>
        key.StartsWith(AdvertisedPorts.Prefix, StringComparison.OrdinalIgnoreCase)
        || ((ReadOnlySpan<string>)[PeerTxtKeys.WireVersion, PeerTxtKeys.ContractVersion, PeerTxtKeys.Fingerprint]).Contains(key, StringComparer.OrdinalIgnoreCase);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
