namespace PeerProto.Tests.Evolution.Foreign;

/// <summary>Version 3: changes that the rules forbid.</summary>
[PeerContract("evolving", Version = 3)]
public partial interface IBook
{
    [Channel(1)] IMessageChannel<string> Lines { get; }

    [Call(3)] ValueTask<Leaf> GetLeafAsync(string name, CancellationToken cancellationToken);
}

[PeerMessage]
public partial record Leaf([Member(0)] int Name, [Member(1)] bool[] Lines);
