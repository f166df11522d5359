namespace PeerProto.CompilerServices;

/// <summary>One channel of a contract.</summary>
/// <param name="Id">The number peers know it by.</param>
/// <param name="Name">Its name in the C# contract, for logs and errors.</param>
/// <param name="Delivery">What becomes of its messages on their way.</param>
public sealed record ChannelDescriptor(int Id, string Name, Delivery Delivery)
{
    /// <summary>Whether this side's handler gets a view: the reader handed to <see cref="PeerService{TContract}.DispatchMessageAsync"/> is made of memory then.</summary>
    public bool IsBorrowed { get; init; }
}
