namespace PeerProto.Testing.Tests;

/// <summary>A contract such as an app has, for the tests of the simulator itself.</summary>
[PeerContract("simulated-chat")]
public partial interface IChat
{
    [Channel(1)] IMessageChannel<string> Lines { get; }

    [Call(2)] ValueTask<int> CountLinesAsync(CancellationToken cancellationToken);

    [Call(4)] ValueTask<int> AddAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken);

    [Call(3)] IAsyncEnumerable<string> ReplayAsync(int first, CancellationToken cancellationToken);
}
