namespace PeerProto.Apple;

/// <summary>802.1X on Ethernet (com.apple.firstactiveethernet.managed and its siblings).</summary>
public sealed record EthernetPayload : InterfacePayload
{
    private static readonly (EthernetInterface Value, string Type, string Word)[] Interfaces =
    [
        (EthernetInterface.FirstActive, "com.apple.firstactiveethernet.managed", "FirstActiveEthernet"),
        (EthernetInterface.SecondActive, "com.apple.secondactiveethernet.managed", "SecondActiveEthernet"),
        (EthernetInterface.ThirdActive, "com.apple.thirdactiveethernet.managed", "ThirdActiveEthernet"),
        (EthernetInterface.First, "com.apple.firstethernet.managed", "FirstEthernet"),
        (EthernetInterface.Second, "com.apple.secondethernet.managed", "SecondEthernet"),
        (EthernetInterface.Third, "com.apple.thirdethernet.managed", "ThirdEthernet"),
        (EthernetInterface.Any, "com.apple.globalethernet.managed", "AnyEthernet"),
    ];

    /// <summary>Which interface it is for. Default: the first that is active at installation.</summary>
    public EthernetInterface Interface { get; init; }

    /// <inheritdoc/>
    public override string PayloadType => Entry.Type;

    /// <inheritdoc/>
    public override string InterfaceName => Entry.Word;

    private (EthernetInterface Value, string Type, string Word) Entry => Interfaces.First(entry => entry.Value == Interface);

    internal static EthernetInterface? InterfaceOf(string type) => Interfaces.Where(entry => entry.Type == type).Select(static entry => (EthernetInterface?)entry.Value).FirstOrDefault();

    internal static EthernetPayload Read(EthernetInterface on, PayloadReader reader)
    {
        EthernetPayload payload = new() { Identifier = "", Interface = on };
        reader.Word("Interface", [(on, payload.InterfaceName)]); // one that does not fit the type stays, and is found
        return Read(payload, reader);
    }

    private protected override IEnumerable<(string Name, PropertyListValue? Value)> Members() => [("Interface", Text(InterfaceName)), .. SharedMembers()];
}
