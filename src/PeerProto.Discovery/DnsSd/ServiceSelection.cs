using PeerProto.Discovery.Dns;

namespace PeerProto.Discovery.DnsSd;

/// <summary>Which of several SRV records counts: one of the lowest priority number, drawn by its weight (RFC 6763 section 5, RFC 2782).</summary>
internal static class ServiceSelection
{
    /// <summary>Draws one. With the same seed the lot falls the same way whatever order the records come in, so that a service does not change each time it is asked for.</summary>
    public static ServiceData? Draw(IReadOnlyList<ServiceData> services, int seed) => services.Count switch
    {
        0 => null,
        1 => services[0],
        _ => services.OrderBy(static service => service.Priority).ThenByDescending(service => LotOf(service, seed)).First(),
    };

    /// <summary>A lot that is the same whenever it is drawn for a record; the highest of several falls on each record in proportion to its weight.</summary>
    private static double LotOf(ServiceData service, int seed)
    {
        ulong lot = ((ulong)(uint)seed << 16) | service.Port;
        foreach (byte value in service.Host.Wire)
            lot = (lot ^ value) * 0x100000001B3;
        lot = (lot ^ (lot >> 33)) * 0xFF51AFD7ED558CCD;
        lot = (lot ^ (lot >> 33)) * 0xC4CEB9FE1A85EC53;
        // A weight of zero has a small chance beside others (RFC 2782).
        return Math.Pow((lot ^ (lot >> 33)) / (double)ulong.MaxValue, 1 / Math.Max(service.Weight, 0.01));
    }
}
