namespace PeerProto;

/// <summary>
/// A service being offered. Disposing it tells the network that the service is gone and completes once that was sent; disposing twice is harmless.
/// </summary>
public interface IServiceAdvertisement : IAsyncDisposable
{
    /// <summary>
    /// The name the service is offered under now. It differs from the name asked for when another host owned that one, and may change
    /// again if a conflict appears later. Safe to read from any thread.
    /// </summary>
    string InstanceName { get; }
}
