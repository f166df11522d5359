namespace PeerProto.Testing.Tests.Chaos;

/// <summary>What is put wrong on purpose, at the place where the app takes messages, to see whether it is found out.</summary>
public enum ChaosFault
{
    None,

    /// <summary>A message is taken for delivered a while before the app has it, so that its sender is told too early.</summary>
    Late,

    /// <summary>A message never comes.</summary>
    Lost,

    /// <summary>A message comes twice.</summary>
    Doubled,

    /// <summary>A message comes behind the one that was sent after it.</summary>
    Swapped,

    /// <summary>A message comes with another content.</summary>
    Changed,
}
