using System.Globalization;
using System.Numerics;
using System.Text;

namespace PeerProto.CompilerServices;

/// <summary>Writes typed values as the entries of a TXT record. Null writes nothing.</summary>
/// <param name="descriptor">The type that is written, for errors.</param>
public ref struct TxtWriter(TxtRecordDescriptor descriptor)
{
    private const int LongestNumber = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly TxtRecordDescriptor _descriptor = descriptor;

    /// <summary>What was written so far.</summary>
    public TxtRecord Record { get; private set; } = TxtRecord.Empty;

    /// <summary>Writes text in UTF-8.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="PeerEncodeException">The entry or the record would be too long, or the text holds half a character.</exception>
    public void WriteText(string key, string? value)
    {
        if (value is null)
            return;
        Check(key, key.Length + 1 + Encoding.UTF8.GetByteCount(value));
        try
        {
            Record = Record.With(key, StrictUtf8.GetBytes(value));
        }
        catch (EncoderFallbackException failure)
        {
            throw new PeerEncodeException($"{_descriptor.Name}: the text of the TXT entry '{key}' holds half a character at {failure.Index}. Cut text between characters.", failure);
        }
    }

    /// <summary>Writes bytes as they are; they are copied.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes.</param>
    /// <exception cref="PeerEncodeException">The entry or the record would be too long.</exception>
    public void WriteBytes(string key, byte[]? value)
    {
        if (value is not null)
            Write(key, value);
    }

    /// <inheritdoc cref="WriteBytes"/>
    public void WriteMemory(string key, ReadOnlyMemory<byte>? value)
    {
        if (value is { } bytes)
            Write(key, bytes.Span);
    }

    /// <summary>Writes a yes as a key without a value, and a no by leaving it out (RFC 6763 section 6.4).</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The yes or no.</param>
    /// <exception cref="PeerEncodeException">The record would be too long.</exception>
    public void WriteFlag(string key, bool value)
    {
        if (!value)
            return;
        Check(key, key.Length);
        Record = Record.WithFlag(key);
    }

    /// <summary>Writes a yes as a key without a value, and a no as <c>0</c>, so that it differs from an absent key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The yes or no.</param>
    /// <exception cref="PeerEncodeException">The record would be too long.</exception>
    public void WriteBoolean(string key, bool? value)
    {
        if (value == false)
            Write(key, "0"u8);
        else
            WriteFlag(key, value is not null);
    }

    /// <summary>Writes a number in decimal digits, the same in all cultures.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="PeerEncodeException">The record would be too long.</exception>
    public void WriteNumber<T>(string key, T? value)
        where T : struct, INumberBase<T>
    {
        if (value is not { } number)
            return;
        Span<byte> digits = stackalloc byte[LongestNumber];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        Write(key, digits[..length]);
    }

    /// <summary>Writes a UUID in 32 lower-case hexadecimal digits with hyphens.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The UUID.</param>
    /// <exception cref="PeerEncodeException">The record would be too long.</exception>
    public void WriteGuid(string key, Guid? value) => WriteText(key, value?.ToString("D"));

    /// <summary>Writes the name of a value.</summary>
    /// <typeparam name="T">What the names stand for.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="name">The name of a value, in lower case, or null.</param>
    /// <exception cref="PeerEncodeException">The value has no name, or the record would be too long.</exception>
    public void WriteName<T>(string key, T? value, Func<T, string?> name)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(name);
        if (value is { } named)
        {
            WriteText(key, name(named)
                ?? throw new PeerEncodeException($"{_descriptor.Name}: the value {named} of the TXT entry '{key}' has no name in {typeof(T).Name}. Declare one, or use another value."));
        }
    }

    private void Write(string key, scoped ReadOnlySpan<byte> value)
    {
        Check(key, key.Length + 1 + value.Length);
        Record = Record.With(key, value);
    }

    private readonly void Check(string key, int entryLength)
    {
        if (entryLength > TxtRecord.MaximumEntryLength)
        {
            throw new PeerEncodeException(
                $"{_descriptor.Name}: the TXT entry '{key}' takes {entryLength} bytes, more than {TxtRecord.MaximumEntryLength}. Shorten the value, or send it after connecting.");
        }

        int recordLength = (Record.Count == 0 ? 0 : Record.EncodedLength) + 1 + entryLength;
        if (recordLength > TxtRecord.MaximumEncodedLength)
        {
            throw new PeerEncodeException(
                $"{_descriptor.Name} would take {recordLength} bytes with its TXT entry '{key}', more than {TxtRecord.MaximumEncodedLength}. Shorten its values, or send them after connecting.");
        }
    }
}
