namespace PeerProto.Generators.Model;

/// <summary>How a read value gets into the message.</summary>
internal enum MemberSetting
{
    /// <summary>As an argument of the constructor.</summary>
    Constructor,

    /// <summary>In the object initializer.</summary>
    Initializer,

    /// <summary>By assignment to the finished object.</summary>
    Assignment,

    /// <summary>Not at all: it is computed from others, and what a peer sends is passed over.</summary>
    None,
}
