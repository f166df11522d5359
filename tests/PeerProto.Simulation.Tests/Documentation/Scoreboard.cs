namespace PeerProto.Testing.Tests.Documentation;

internal sealed class Scoreboard : ScoreboardBase
{
    public int Score { get; private set; }

    public override ValueTask<int> GetScoreAsync(PeerContext caller, CancellationToken cancellationToken) => new(Score);

    protected override ValueTask OnGoals(Peer from, int goals)
    {
        Score += goals;
        return default;
    }
}
