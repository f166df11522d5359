namespace PeerProto.Cli.Doctor;

/// <summary>A way of showing what the doctor finds.</summary>
internal interface IDoctorOutput
{
    /// <summary>A stage has ended.</summary>
    void Write(ConnectionStageReport stage);

    /// <summary>All stages have.</summary>
    void Write(ConnectionReport report);
}
