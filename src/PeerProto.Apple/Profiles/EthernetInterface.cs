namespace PeerProto.Apple;

/// <summary>Which Ethernet interface a payload is for. The active ones are those that worked when the profile was installed: a later change does not move it.</summary>
public enum EthernetInterface
{
    /// <summary>The first that was active at installation.</summary>
    FirstActive,

    /// <summary>The second that was active at installation.</summary>
    SecondActive,

    /// <summary>The third that was active at installation.</summary>
    ThirdActive,

    /// <summary>The first in the order of services.</summary>
    First,

    /// <summary>The second in the order of services.</summary>
    Second,

    /// <summary>The third in the order of services.</summary>
    Third,

    /// <summary>Any (macOS 10.13, iOS 17).</summary>
    Any,
}
