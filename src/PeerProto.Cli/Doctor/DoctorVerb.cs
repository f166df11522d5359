namespace PeerProto.Cli.Doctor;

/// <summary>The verbs of <c>peerproto doctor</c>, without console.</summary>
internal sealed class DoctorVerb(ConnectionDoctor doctor, IDoctorOutput output)
{
    /// <summary>Connects and writes what came of it.</summary>
    /// <returns>The exit code: success only when the other side has taken the connection.</returns>
    public async Task<int> ConnectAsync(PeerEndpoint endpoint, CancellationToken cancellationToken)
    {
        ConnectionReport report = await doctor.ConnectAsync(endpoint, new Follower(output), cancellationToken);
        output.Write(report);
        return report.IsConnected ? ExitCodes.Success : ExitCodes.Nothing;
    }

    // Progress<T> would tell from other threads, after the report.
    private sealed class Follower(IDoctorOutput output) : IProgress<ConnectionStageReport>
    {
        public void Report(ConnectionStageReport value) => output.Write(value);
    }
}
