namespace PeerProto.Generators.Model;

/// <summary>What a parameter of a call is.</summary>
internal enum ParameterRole
{
    Argument,
    Stream,
    Pipe,
    Progress,
    Deadline,
    CancellationToken,
}
