namespace PeerProto.Discovery.Dns;

/// <summary>Where names stand in the data of a type that discovery keeps as it came, but whose names may be compressed (RFC 6762 section 18.14).</summary>
/// <param name="Before">Bytes before the names.</param>
/// <param name="Count">Names, one after the other.</param>
/// <param name="After">Bytes after the names.</param>
internal readonly record struct NamesInData(int Before, int Count, int After)
{
    /// <summary>The layout of a type; null where the data holds no names that may be compressed, or where discovery reads it itself.</summary>
    public static NamesInData? Of(DnsRecordType type) => (int)type switch
    {
        2 or 5 or 39 => new NamesInData(0, 1, 0), // NS, CNAME, DNAME
        6 => new NamesInData(0, 2, 20), // SOA
        15 or 18 or 21 or 36 => new NamesInData(2, 1, 0), // MX, AFSDB, RT, KX
        17 => new NamesInData(0, 2, 0), // RP
        26 => new NamesInData(2, 2, 0), // PX
        _ => null,
    };
}
