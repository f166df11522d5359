using System.Net;
using System.Net.NetworkInformation;

namespace PeerProto.Diagnostics;

/// <summary>Addresses that were asked for, and who answered so far.</summary>
internal sealed class ArpProbeRound
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Dictionary<IPAddress, ArpProbeResult> _results;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<PhysicalAddress, int> _answers = [];
    private int _missing;

    public ArpProbeRound(IReadOnlyCollection<IPAddress> addresses, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        _results = addresses.ToDictionary(static address => address, static address => new ArpProbeResult(address, null, null));
        _missing = addresses.Count;
        if (_missing == 0)
            _done.SetResult();
    }

    /// <summary>Completes when every address was answered for.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether any request was sent.</summary>
    public bool HasAsked { get; set; }

    public IPAddress[] Missing => [.. _results.Values.Where(static result => !result.IsInUse).Select(static result => result.Address)];

    public ArpProbeResult ResultOf(IPAddress address) => _results[address] is { HardwareAddress: { } station } result && _answers[station] > 1 ? result with { IsShared = true } : _results[address];

    public void Handle(in ArpPacket arp, PhysicalAddress sender)
    {
        // Any ARP of the address' user will do: an announcement, or a request of its own.
        if (!arp.SenderHardware.Equals(sender) || !_results.TryGetValue(arp.Sender, out ArpProbeResult? result) || result.IsInUse)
            return;
        _results[arp.Sender] = result with { HardwareAddress = sender, Elapsed = _time.GetElapsedTime(_start) };
        _answers[sender] = _answers.GetValueOrDefault(sender) + 1;
        if (--_missing == 0)
            _done.TrySetResult();
    }
}
