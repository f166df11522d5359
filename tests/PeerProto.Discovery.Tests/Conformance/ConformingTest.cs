namespace PeerProto.Discovery.Tests.Conformance;

/// <summary>A method that says which rules it holds the code to.</summary>
/// <param name="Name">Its class and name.</param>
/// <param name="Rules">The rules.</param>
/// <param name="IsRun">Whether it is a Fact or Theory that nothing in its attribute lets be skipped.</param>
/// <param name="IsOfTheLab">Whether it needs the network lab, or programs of others, and is skipped where they are missing.</param>
internal sealed record ConformingTest(string Name, IReadOnlyList<string> Rules, bool IsRun, bool IsOfTheLab);
