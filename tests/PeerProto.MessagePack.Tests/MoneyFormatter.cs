using MessagePack;
using MessagePack.Formatters;

namespace PeerProto.Tests;

/// <summary>Writes an amount as an array, except for two that it cannot write rightly.</summary>
internal sealed class MoneyFormatter : IMessagePackFormatter<Money>
{
    public const long Failing = -1;
    public const long WritingTwice = -2;

    public void Serialize(ref MessagePackWriter writer, Money value, MessagePackSerializerOptions options)
    {
        if (value.Cents == Failing)
            throw new InvalidOperationException("no such amount");
        if (value.Cents == WritingTwice)
            writer.Write(0);
        writer.WriteArrayHeader(2);
        writer.Write(value.Cents);
        writer.Write(value.Currency);
    }

    public Money Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.ReadArrayHeader() == 0)
            return default;
        return new Money(reader.ReadInt64(), reader.ReadString() ?? throw new MessagePackSerializationException("no currency"));
    }
}
