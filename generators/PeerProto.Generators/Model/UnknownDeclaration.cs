namespace PeerProto.Generators.Model;

/// <summary>How the type that stands for an unknown case comes about.</summary>
internal enum UnknownDeclaration
{
    /// <summary>It is there already.</summary>
    None,

    /// <summary>As a generated class.</summary>
    Class,

    /// <summary>As a generated record.</summary>
    Record,
}
