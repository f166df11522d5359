using System.Buffers;
using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>A value with its codec, of whatever type.</summary>
internal interface ICodecSample
{
    string Name { get; }

    void Write(IBufferWriter<byte> output);

    /// <summary>Reads a value and writes it again, to see that what is accepted can be sent on.</summary>
    void ReadAny(in ReadOnlySequence<byte> bytes);

    /// <summary>Reads to the end and compares.</summary>
    void AssertReads(in ReadOnlySequence<byte> bytes);

    /// <summary>The largest size that the codec claims.</summary>
    int MaxSize { get; }
}
