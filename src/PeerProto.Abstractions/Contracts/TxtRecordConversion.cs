using PeerProto.CompilerServices;

namespace PeerProto;

/// <summary>Makes TXT records of their typed forms.</summary>
public static class TxtRecordConversion
{
    /// <summary>
    /// Writes a typed TXT record as entries, in the order of its members. What is null is left out, and so is a <see langword="bool"/> that is false and has no initializer: it is true
    /// by being there (RFC 6763 section 6.4).
    /// </summary>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <param name="record">The record.</param>
    /// <returns>The entries, ready to be advertised.</returns>
    /// <exception cref="PeerEncodeException">
    /// An entry takes more than <see cref="TxtRecord.MaximumEntryLength"/> bytes, or all of them more than <see cref="TxtRecord.MaximumEncodedLength"/>; or a text or an enum has a value that
    /// cannot be written. The message names the key.
    /// </exception>
    public static TxtRecord ToTxtRecord<T>(this T record)
        where T : ITxtRecord<T>
    {
        ArgumentNullException.ThrowIfNull(record);
        var writer = new TxtWriter(T.Descriptor);
        T.Write(ref writer, record);
        return writer.Record;
    }
}
