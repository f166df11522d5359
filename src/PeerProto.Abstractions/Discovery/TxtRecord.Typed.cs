using PeerProto.CompilerServices;

namespace PeerProto;

public sealed partial class TxtRecord
{
    /// <summary>
    /// Reads the record as a type that is marked with <see cref="PeerTxtRecordAttribute"/>. This never fails, since anybody can announce anything: keys that the type does not know
    /// are ignored (RFC 6763 section 6.3), and a value that cannot be read counts as absent.
    /// </summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>The value.</returns>
    public T Read<T>()
        where T : ITxtRecord<T> => Read<T>(out _);

    /// <summary>Reads the record as <see cref="Read{T}()"/> does, and tells what could not be read.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="unreadable">The keys, as the type has them, whose values are not of its types; they count as absent. Empty where all is well.</param>
    /// <returns>The value.</returns>
    public T Read<T>(out IReadOnlyList<string> unreadable)
        where T : ITxtRecord<T>
    {
        var reader = new TxtReader(this);
        T value = T.Read(ref reader);
        unreadable = reader.Unreadable;
        return value;
    }
}
