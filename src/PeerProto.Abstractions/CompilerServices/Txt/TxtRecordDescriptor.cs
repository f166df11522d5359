namespace PeerProto.CompilerServices;

/// <summary>The keys of a typed TXT record.</summary>
/// <param name="name">The name of the type in C#.</param>
/// <param name="keys">The keys, in the order in which they are written.</param>
public sealed class TxtRecordDescriptor(string name, IReadOnlyList<TxtKeyDescriptor> keys)
{
    /// <summary>The name of the type in C#, for errors and tools.</summary>
    public string Name { get; } = name;

    /// <summary>The keys, in the order in which they are written.</summary>
    public IReadOnlyList<TxtKeyDescriptor> Keys { get; } = keys;

    /// <summary>The keys of a type.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public static TxtRecordDescriptor Of<T>()
        where T : ITxtRecord<T> => T.Descriptor;
}
