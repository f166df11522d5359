namespace PeerProto.Discovery.Native.Windows;

/// <summary>The addresses that came with a service, for which Windows has no request of their own.</summary>
internal sealed class KnownAddresses : WindowsOperation
{
    public KnownAddresses(IEnumerable<AddressReply> replies, Action<AddressReply> handler)
    {
        foreach (AddressReply reply in replies)
            Enqueue(() => handler(reply));
    }

    protected override void End()
    {
    }
}
