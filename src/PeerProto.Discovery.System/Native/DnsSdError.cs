namespace PeerProto.Discovery.Native;

/// <summary>The error codes of <c>dns_sd.h</c>, as far as they are told apart here.</summary>
internal enum DnsSdError
{
    NoError = 0,
    Unknown = -65537,
    NoSuchName = -65538,
    NoMemory = -65539,
    BadParam = -65540,
    BadReference = -65541,
    BadState = -65542,
    BadFlags = -65543,
    Unsupported = -65544,
    NotInitialized = -65545,
    AlreadyRegistered = -65547,
    NameConflict = -65548,
    Invalid = -65549,
    Firewall = -65550,
    Incompatible = -65551,
    BadInterfaceIndex = -65552,
    Refused = -65553,
    NoSuchRecord = -65554,
    NoAuth = -65555,
    Transient = -65562,
    ServiceNotRunning = -65563,
    PollingMode = -65567,
    Timeout = -65568,
    DefunctConnection = -65569,
    PolicyDenied = -65570,
    NotPermitted = -65571,
}
