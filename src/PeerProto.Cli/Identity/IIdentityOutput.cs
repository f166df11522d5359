namespace PeerProto.Cli.Identity;

/// <summary>A way of showing identities.</summary>
internal interface IIdentityOutput
{
    /// <summary>An identity was made, read or written.</summary>
    void Write(IdentityReport report);

    /// <summary>It could not be.</summary>
    void Write(PeerDiagnosis diagnosis);
}
