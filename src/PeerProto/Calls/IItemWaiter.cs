namespace PeerProto.Calls;

/// <summary>A reader of items, whatever their type, as the call sees it.</summary>
internal interface IItemWaiter
{
    /// <summary>What the reader threw because an item did not decode, or null.</summary>
    PeerDecodeException? Malformed { get; }

    /// <summary>Lets the reader look again: items came, or their end.</summary>
    void Wake();

    /// <summary>Ends the items with a failure once those that came are read.</summary>
    void Fail(Exception failure);
}
