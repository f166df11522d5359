using System.Buffers;

namespace PeerProto.Benchmarks.Codec.Serializers;

/// <summary>A serializer under measurement. Implemented by structs that are type arguments, so that no call of this interface is measured.</summary>
/// <typeparam name="T">The message as this serializer wants it.</typeparam>
internal interface ISerializer<T>
{
    /// <summary>What tables call it.</summary>
    static abstract string Name { get; }

    static abstract void Write(ArrayBufferWriter<byte> output, in T value);

    static abstract T Read(byte[] bytes);
}
