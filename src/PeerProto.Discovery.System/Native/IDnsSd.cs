namespace PeerProto.Discovery.Native;

/// <summary>The calls of <c>dns_sd.h</c> that are used here. Each returns an operation, or the reason why there is none.</summary>
internal interface IDnsSd
{
    /// <summary>Whether it is Avahi's compatibility library, which differs from Apple's in what it lacks and in the meaning of its codes.</summary>
    bool IsAvahi { get; }

    /// <summary>Whether it knows peer-to-peer interfaces.</summary>
    bool KnowsPeerToPeer { get; }

    /// <summary>Whether it may answer a program that lacks a permission with silence.</summary>
    bool MayStaySilent { get; }

    DnsSdError Browse(DnsSdFlags flags, uint interfaceIndex, string type, string domain, Action<BrowseReply> handler, out IDnsSdOperation? operation);

    DnsSdError Resolve(DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, Action<ResolveReply> handler, out IDnsSdOperation? operation);

    /// <summary>Asks for the IPv4 and IPv6 addresses of a host.</summary>
    /// <param name="flags">The flags.</param>
    /// <param name="interfaceIndex">The interface to ask on; 0 for all.</param>
    /// <param name="host">The host as <see cref="ResolveReply.Host"/> gave it.</param>
    /// <param name="handler">Takes the replies.</param>
    /// <param name="operations">Gets the operations that it takes: one, or one for each kind of address.</param>
    DnsSdError QueryAddresses(DnsSdFlags flags, uint interfaceIndex, string host, Action<AddressReply> handler, ICollection<IDnsSdOperation> operations);

    /// <summary>Asks for the records of one type, class IN.</summary>
    DnsSdError QueryRecord(DnsSdFlags flags, uint interfaceIndex, string fullName, ushort recordType, Action<RecordReply> handler, out IDnsSdOperation? operation);

    DnsSdError Register(
        DnsSdFlags flags, uint interfaceIndex, string name, string type, string domain, int port, ReadOnlySpan<byte> txt, Action<RegisterReply> handler, out IDnsSdOperation? operation);

    /// <summary>Replaces the TXT record of what <see cref="Register"/> registered.</summary>
    DnsSdError UpdateTxt(IDnsSdOperation registration, ReadOnlySpan<byte> txt);
}
