using System.Net;
using System.Text;

namespace PeerProto.Discovery.Native.Windows;

/// <summary>What Windows told of an instance, copied out of its memory.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Host">The host.</param>
/// <param name="Port">The port.</param>
/// <param name="Txt">The data of the TXT record. Windows reads values as text, so those that are none are lost, and an empty value is the same as none.</param>
/// <param name="Addresses">The addresses: one of each family at most.</param>
/// <param name="InterfaceIndex">The interface that it was seen on.</param>
internal sealed record FoundInstance(string Name, string Host, int Port, byte[] Txt, IReadOnlyList<IPAddress> Addresses, uint InterfaceIndex)
{
    private const int IPv4Length = 4;
    private const int IPv6Length = 16;

    /// <summary>Copies.</summary>
    public static unsafe FoundInstance Read(InstanceBlock* block)
    {
        List<IPAddress> addresses = [];
        if (block->IPv4Address is not null)
            addresses.Add(new IPAddress(new ReadOnlySpan<byte>(block->IPv4Address, IPv4Length)));
        if (block->IPv6Address is not null)
            addresses.Add(AddressRecords.Scoped(new IPAddress(new ReadOnlySpan<byte>(block->IPv6Address, IPv6Length)), block->InterfaceIndex));
        return new FoundInstance(Text(block->InstanceName), Text(block->HostName), block->Port, ReadTxt(block), addresses, block->InterfaceIndex);
    }

    private static unsafe byte[] ReadTxt(InstanceBlock* block)
    {
        List<byte> data = [];
        for (uint i = 0; i < block->PropertyCount && data.Count < TxtRecord.MaximumReceivedLength; i++)
        {
            string value = block->Values is null ? "" : Text(block->Values[i]);
            byte[] entry = Encoding.UTF8.GetBytes(value.Length == 0 ? Text(block->Keys[i]) : $"{Text(block->Keys[i])}={value}");
            if (entry.Length is 0 or > TxtRecord.MaximumEntryLength)
                continue;
            data.Add((byte)entry.Length);
            data.AddRange(entry);
        }

        return [.. data];
    }

    private static unsafe string Text(char* text) => text is null ? "" : new string(text);
}
