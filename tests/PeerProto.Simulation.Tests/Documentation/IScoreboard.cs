namespace PeerProto.Testing.Tests.Documentation;

[PeerContract("scoreboard")]
public partial interface IScoreboard
{
    [Channel(1)] IMessageChannel<int> Goals { get; }

    [Call(2)] ValueTask<int> GetScoreAsync(CancellationToken cancellationToken);
}
