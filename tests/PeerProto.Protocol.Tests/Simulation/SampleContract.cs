using PeerProto.CompilerServices;
using PeerProto.Protocol.Connections;
using PeerProto.Protocol.Handshake;

namespace PeerProto.Protocol.Tests.Simulation;

/// <summary>A contract of two channels and one call of each kind; all values but texts are 32-bit integers.</summary>
internal sealed class SampleContract(Priority numbers = Priority.Normal, Priority texts = Priority.Normal) : PeerContractDescriptor(
    "sample",
    1,
    Wire.Hex("00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"),
    "",
    [new(NumbersId, "Numbers", Delivery.ReliableOrdered) { Priority = numbers }, new(TextsId, "Texts", Delivery.ReliableOrdered) { Priority = texts }],
    [Ask, Watch, Import, Talk, Carry])
{
    public const int NumbersId = 1;
    public const int TextsId = 2;

    public static readonly CallFault Refused = new CallFault<int, Int32Codec>(1);
    public static readonly CallDescriptor Ask = new(3, "AskAsync", CallKind.Unary) { Faults = [Refused] };
    public static readonly CallDescriptor Watch = new(4, "WatchAsync", CallKind.ServerStream);
    public static readonly CallDescriptor Import = new(5, "ImportAsync", CallKind.ClientStream);
    public static readonly CallDescriptor Talk = new(6, "TalkAsync", CallKind.Duplex);

    public static readonly CallDescriptor Carry = new(8, "CarryAsync", CallKind.ByteStream);

    public static readonly SampleContract Instance = new();

    /// <summary>The side with the smaller identifier: the arbiter. It opened the link.</summary>
    public static ConnectionSetup Smaller { get; } = CreateSetup(1, isInitiator: true);

    /// <summary>The side with the larger identifier.</summary>
    public static ConnectionSetup Larger { get; } = CreateSetup(2, isInitiator: false);

    public static PeerId Id(byte last) => new([.. new byte[15], last]);

    private static ConnectionSetup CreateSetup(byte id, bool isInitiator) => new()
    {
        IsInitiator = isInitiator,
        Contract = Instance,
        Seed = id,
        Local = new Hello
        {
            Contract = Instance.Name,
            ContractVersion = Instance.Version,
            Fingerprint = Instance.Fingerprint,
            Id = Id(id),
            Instance = $"instance-{id}",
            DisplayName = $"Peer {id}",
        },
    };
}
