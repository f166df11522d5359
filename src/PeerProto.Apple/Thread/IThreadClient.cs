namespace PeerProto.Apple;

/// <summary>The calls of Apple's <c>THClient</c>, as its header has them. A call fails with <see cref="ThreadClientException"/>.</summary>
internal interface IThreadClient
{
    Task StoreAsync(byte[] borderAgent, byte[] dataset);

    Task DeleteAsync(byte[] borderAgent);

    Task<ThreadClientRecord?> RetrieveAsync(byte[] borderAgent);

    Task<ThreadClientRecord?> RetrieveByExtendedPanIdAsync(byte[] extendedPanId);

    Task<IReadOnlyList<ThreadClientRecord>> RetrieveAllAsync();

    Task<ThreadClientRecord?> RetrievePreferredAsync();

    Task<bool> IsPreferredAvailableAsync();

    Task<bool> IsPreferredAsync(byte[] dataset);
}
