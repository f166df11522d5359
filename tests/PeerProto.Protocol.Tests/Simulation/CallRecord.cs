using PeerProto.Protocol.Calls;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>What became of one call, as one side saw it.</summary>
internal sealed class CallRecord(CallState state)
{
    public CallState State { get; } = state;

    public int Argument { get; init; }

    public List<int> Items { get; } = [];

    public List<int> Reports { get; } = [];

    public bool ItemsEnded { get; set; }

    public bool CancelSeen { get; set; }

    public int? Result { get; set; }

    public CallFailure? Failure { get; set; }

    public int? FaultValue { get; set; }

    /// <summary>How many events ended it: one is right.</summary>
    public int Ends { get; set; }
}
