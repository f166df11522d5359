using PeerProto.Sessions.States;
using PeerProto.Tests.Support;

namespace PeerProto.Tests.Sessions;

public sealed class ConnectionStatesTests
{
    private static readonly PeerDiagnosis Why = new(ConnectionStage.Connect, PeerDiagnosisCode.PortClosed, "a cause", "a remedy");

    // One row a state, one column a step: Start, Obstacle, Refusal, Established, Lost, Cancel. A dash leads nowhere.
    private static readonly (PeerConnectionStateKind From, string To)[] ConnectionTable =
    [
        (PeerConnectionStateKind.Setup, "Preparing - - - - Cancelled"),
        (PeerConnectionStateKind.Preparing, "- Waiting Failed Ready - Cancelled"),
        (PeerConnectionStateKind.Waiting, "Preparing Waiting Failed - - Cancelled"),
        (PeerConnectionStateKind.Ready, "- - - - Failed Cancelled"),
        (PeerConnectionStateKind.Failed, "- - - - - Cancelled"),
        (PeerConnectionStateKind.Cancelled, "- - - - - -"),
    ];

    // Listen, Vanish, Break, Cancel.
    private static readonly (ListenerStateKind From, string To)[] ListenerTable =
    [
        (ListenerStateKind.Setup, "Ready Waiting Failed Cancelled"),
        (ListenerStateKind.Waiting, "Ready - Failed Cancelled"),
        (ListenerStateKind.Ready, "- Waiting Failed Cancelled"),
        (ListenerStateKind.Failed, "- - - Cancelled"),
        (ListenerStateKind.Cancelled, "- - - -"),
    ];

    [Fact]
    public void EachStepFromEachState_LeadsWhereTheTableSays()
    {
        Assert.Equal(Enum.GetValues<PeerConnectionStateKind>(), ConnectionTable.Select(row => row.From));
        foreach ((PeerConnectionStateKind from, string row) in ConnectionTable)
        {
            string[] found = [.. Enum.GetValues<ConnectionStep>().Select(step => ConnectionStates.Next(from, step)?.ToString() ?? "-")];
            Assert.Equal($"{from}: {row}", $"{from}: {string.Join(' ', found)}");
        }
    }

    [Fact]
    public void EachStepOfAListener_LeadsWhereTheTableSays()
    {
        Assert.Equal(Enum.GetValues<ListenerStateKind>(), ListenerTable.Select(row => row.From));
        foreach ((ListenerStateKind from, string row) in ListenerTable)
        {
            string[] found = [.. Enum.GetValues<ListenerStep>().Select(step => ListenerStates.Next(from, step)?.ToString() ?? "-")];
            Assert.Equal($"{from}: {row}", $"{from}: {string.Join(' ', found)}");
        }
    }

    [Fact]
    public void IllegalStep_ChangesNothing()
    {
        ConnectionStates states = new(PeerConnectionState.Setup);

        Assert.False(states.TryTake(ConnectionStep.Established));
        Assert.Equal(PeerConnectionState.Setup, states.Current);
        Assert.True(states.TryTake(ConnectionStep.Cancel));
        Assert.False(states.TryTake(ConnectionStep.Start));
        Assert.Equal(PeerConnectionState.Cancelled, states.Current);
    }

    [Fact]
    public async Task Reader_SeesTheStateOfTheMomentThenEachChangeToTheEnd()
    {
        ConnectionStates states = new(PeerConnectionState.Setup);
        await using IAsyncEnumerator<PeerConnectionState> reader = states.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.Equal(PeerConnectionState.Setup, await reader.NextAsync());

        states.TryTake(ConnectionStep.Start);
        states.TryTake(ConnectionStep.Obstacle, Why);
        states.TryTake(ConnectionStep.Refusal, Why);

        Assert.Equal(PeerConnectionState.Preparing, await reader.NextAsync());
        Assert.Equal(PeerConnectionState.Waiting(Why), await reader.NextAsync());
        Assert.Equal(PeerConnectionState.Failed(Why), await reader.NextAsync());
        Assert.False(await reader.MoveNextAsync().Guarded());
    }

    [Fact]
    public async Task ReaderThatDoesNotRead_KeepsTheLatestChangesOnly()
    {
        ConnectionStates states = new(PeerConnectionState.Setup);
        await using IAsyncEnumerator<PeerConnectionState> reader = states.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await reader.NextAsync();
        for (int i = 0; i < 1000; i++)
        {
            states.TryTake(ConnectionStep.Start);
            states.TryTake(ConnectionStep.Obstacle, Why with { Cause = $"{i}" });
        }

        states.TryTake(ConnectionStep.Cancel);
        List<PeerConnectionState> seen = [];
        while (await reader.MoveNextAsync().Guarded())
            seen.Add(reader.Current);

        Assert.Equal(16, seen.Count);
        Assert.Equal(PeerConnectionState.Cancelled, seen[^1]);
        Assert.Equal("999", seen[^2].Diagnosis?.Cause);
    }
}
