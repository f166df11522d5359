namespace PeerProto.Discovery.Forwarding;

/// <summary>One server of an upstream. Safe for concurrent use.</summary>
internal interface IUpstreamServer : IAsyncDisposable
{
    /// <summary>The server as people are told of it.</summary>
    string Place { get; }

    /// <summary>Puts a question, until it is answered or cancelled.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="InvalidDataException">What came is no answer.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The server cannot be reached.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">It is not who it should be.</exception>
    /// <exception cref="HttpRequestException">The same, over HTTPS.</exception>
    Task<UpstreamAnswer> AskAsync(ClientQuery query, CancellationToken cancellationToken);
}
