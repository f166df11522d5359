namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>A number and how many bytes follow it, so that arguments can be long.</summary>
internal readonly record struct Padded(int Number, int Padding);
