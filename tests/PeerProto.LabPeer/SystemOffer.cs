using PeerProto.Discovery;

namespace PeerProto.LabPeer;

/// <summary>A program that offers a service by the system's service, and replaces its TXT record by each line of its standard input, entries between spaces.</summary>
internal static class SystemOffer
{
    public static async Task<int> RunAsync(string name, string type, string subtype)
    {
        await using SystemDiscovery discovery = new();
        ServiceAdvertisement offer = new(name, ServiceType.Parse(type), port: 4711, Txt("v=1")) { Subtypes = [subtype] };
        await using IServiceAdvertisement offered = await discovery.AdvertiseAsync(offer, CancellationToken.None);
        Console.WriteLine($"offered {offered.InstanceName}");
        while (await Console.In.ReadLineAsync() is { } line)
            await offered.UpdateAsync(Txt(line), CancellationToken.None);
        return 0;
    }

    private static TxtRecord Txt(string line) =>
        line.Split(' ').Select(static entry => entry.Split('=')).Aggregate(TxtRecord.Empty, static (txt, entry) => txt.With(entry[0], entry[1]));
}
