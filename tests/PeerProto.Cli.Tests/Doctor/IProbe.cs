namespace PeerProto.Cli.Tests.Doctor;

/// <summary>What the doctor meets: it has to join without knowing the contract.</summary>
[PeerContract("doctor-probe", Version = 3)]
public partial interface IProbe
{
    [Channel(1)]
    IMessageChannel<int> Numbers { get; }
}
