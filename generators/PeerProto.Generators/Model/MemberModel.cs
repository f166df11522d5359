namespace PeerProto.Generators.Model;

/// <summary>A member of a message.</summary>
/// <param name="Id">Its position in the message's array.</param>
/// <param name="Name">Its name, ready for use after a dot.</param>
/// <param name="Local">The local variable that holds the value until the message is made.</param>
/// <param name="Type">What travels.</param>
/// <param name="Setting">How the value gets into the message.</param>
/// <param name="IsRequired">Whether its absence is an error.</param>
/// <param name="Absent">The expression for a value that an older peer did not send; null to leave the member as the constructor made it.</param>
internal sealed record MemberModel(int Id, string Name, string Local, WireTypeModel Type, MemberSetting Setting, bool IsRequired, string? Absent)
{
    /// <summary>Its key, where the message is a map.</summary>
    public string? Key { get; init; }

    /// <summary>For a member left as the constructor made it: the expression in its place where that is null and must not be. Null where it cannot be.</summary>
    public string? Guard { get; init; }
}
