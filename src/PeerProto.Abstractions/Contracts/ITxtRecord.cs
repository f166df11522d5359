using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>The typed form of a TXT record. The generator implements it in each type with <see cref="PeerTxtRecordAttribute"/>.</summary>
/// <typeparam name="TSelf">The type.</typeparam>
public interface ITxtRecord<TSelf>
    where TSelf : ITxtRecord<TSelf>
{
    /// <summary>The keys and what they stand for.</summary>
    static abstract TxtRecordDescriptor Descriptor { get; }

    /// <summary>Makes a value of a record. Never fails: a stranger wrote the record.</summary>
    /// <param name="reader">The record's entries.</param>
    /// <returns>The value; what the record does not tell in a readable way is as it is in a value of no entries.</returns>
    static abstract TSelf Read(ref TxtReader reader);

    /// <summary>Writes a value as entries.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="PeerEncodeException">An entry or the record is too long.</exception>
    static abstract void Write(ref TxtWriter writer, TSelf value);
}
