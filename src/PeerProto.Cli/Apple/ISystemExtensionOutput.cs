using PeerProto.Apple;

namespace PeerProto.Cli.Apple;

/// <summary>A way of showing system extensions.</summary>
internal interface ISystemExtensionOutput
{
    /// <summary>A listing was read.</summary>
    void Write(string name, SystemExtensionList list);

    /// <summary>An extension changed.</summary>
    void Write(SystemExtensionChange change);

    /// <summary>A profile was made.</summary>
    void Write(PropertyListValue profile);

    /// <summary>A profile was checked.</summary>
    void Write(string name, IReadOnlyList<SystemExtensionProfileFinding> findings);

    /// <summary>It could not be done.</summary>
    void WriteFailure(string name, string cause, string remedy);
}
