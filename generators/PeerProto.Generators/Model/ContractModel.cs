namespace PeerProto.Generators.Model;

/// <summary>A contract.</summary>
/// <param name="HintName">The generated file.</param>
/// <param name="Namespace">The namespace, or null for the global one.</param>
/// <param name="Accessibility">The keyword that makes generated types as visible as the interface.</param>
/// <param name="Interface">The interface's name, ready for use.</param>
/// <param name="BaseName">What the names of the generated types begin with.</param>
/// <param name="Name">The name peers find each other by.</param>
/// <param name="Version">The contract's version.</param>
/// <param name="Fingerprint">The hash of the wire shape, in hexadecimal digits.</param>
/// <param name="Shape">The wire shape.</param>
/// <param name="Channels">The channels, by id.</param>
/// <param name="Calls">The calls, by id.</param>
/// <param name="Txt">The TXT record that its peers announce, or null.</param>
internal sealed record ContractModel(
    string HintName,
    string? Namespace,
    string Accessibility,
    string Interface,
    string BaseName,
    string Name,
    int Version,
    string Fingerprint,
    string Shape,
    EquatableArray<ChannelModel> Channels,
    EquatableArray<CallModel> Calls,
    AdvertisedTxtModel? Txt);
