namespace PeerProto.Discovery.Native;

/// <summary>A running request to the system's service. It is used from one thread, and its handler is called there and never from inside native code.</summary>
internal interface IDnsSdOperation : IDisposable
{
    /// <summary>What becomes readable when there are replies; negative when the connection to the service is gone.</summary>
    nint Socket { get; }

    /// <summary>Takes the replies in and hands them to the handler.</summary>
    /// <returns>Why nothing more comes, or <see cref="DnsSdError.NoError"/>.</returns>
    DnsSdError ProcessResult();

    /// <summary>Hands over what came while the request was made.</summary>
    void DispatchReplies();
}
