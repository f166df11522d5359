namespace PeerProto;

/// <summary>The keys of the TXT record under which a session tells what it speaks, so that others know before they connect.</summary>
public static class PeerTxtKeys
{
    /// <summary>The version of the wire protocol, as a decimal number. What a service without it tells under the other keys is not meant for sessions.</summary>
    public const string WireVersion = "w";

    /// <summary>The version of the contract, as a decimal number.</summary>
    public const string ContractVersion = "v";

    /// <summary>The fingerprint of the contract, as hexadecimal digits.</summary>
    public const string Fingerprint = "f";
}
