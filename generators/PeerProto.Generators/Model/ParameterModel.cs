namespace PeerProto.Generators.Model;

/// <summary>A parameter of a call.</summary>
/// <param name="Name">Its name, ready for use.</param>
/// <param name="Type">Its type.</param>
/// <param name="Role">What it is.</param>
/// <param name="Field">For an argument: the field of the arguments struct that carries it.</param>
internal sealed record ParameterModel(string Name, string Type, ParameterRole Role, string? Field);
