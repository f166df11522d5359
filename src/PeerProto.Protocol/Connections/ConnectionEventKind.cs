namespace PeerProto.Protocol.Connections;

/// <summary>What the driver has to act upon.</summary>
public enum ConnectionEventKind
{
    /// <summary>The driver must call <see cref="ConnectionMachine.Admit"/> or <see cref="ConnectionMachine.Close"/>.</summary>
    DecisionNeeded,

    /// <summary>Both sides have taken the connection.</summary>
    Ready,

    /// <summary>A message for <see cref="ConnectionEvent.Inbound"/>: hand it on, or put it in its queue while an earlier one is under way.</summary>
    Message,

    /// <summary>The peer has acknowledged messages of <see cref="ConnectionEvent.Outbound"/>.</summary>
    Acknowledged,

    /// <summary>The peer's credit lets messages of <see cref="ConnectionEvent.Outbound"/> in again, or those of all channels and calls where that is null.</summary>
    Unblocked,

    /// <summary>The peer calls: <see cref="ConnectionEvent.Call"/>, arguments in the payload.</summary>
    CallReceived,

    /// <summary>A call of this side has its result in the payload.</summary>
    ResultReceived,

    /// <summary>A call of this side has failed; code, error id and text are in <see cref="ConnectionEvent.Failure"/>.</summary>
    FailureReceived,

    /// <summary>The peer has cancelled its call.</summary>
    CancelReceived,

    /// <summary>An item was put in the queue of <see cref="Calls.CallState.Inbound"/>; the next bytes of a byte stream are in the payload instead.</summary>
    ItemReceived,

    /// <summary>The items of <see cref="Calls.CallState.Inbound"/> are complete.</summary>
    ItemsEnded,

    /// <summary>A call of this side reports its progress in the payload.</summary>
    ProgressReceived,

    /// <summary>The other side has given up the items of <see cref="Calls.CallState.Inbound"/>, for the reason in <see cref="ConnectionEvent.Code"/>.</summary>
    ItemsReset,

    /// <summary>
    /// The other side takes no more items of <see cref="Calls.CallState.Outbound"/>, for the reason in <see cref="ConnectionEvent.Code"/>. The machine has given them up already.
    /// </summary>
    StopRequested,
}
