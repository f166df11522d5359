namespace PeerProto.Security.Exchanges;

/// <summary>How an exchange ended. The numbers are on the wire, in a refusal; one that is not known reads as <see cref="Malformed"/>.</summary>
internal enum ExchangeEnd : byte
{
    /// <summary>Both sides have proved what they had to. Never on the wire.</summary>
    Proved = 0,

    /// <summary>The other side does not know the passcode, or does not have the ticket, or something stands between the two.</summary>
    Wrong = 1,

    /// <summary>There were too many wrong guesses; four bytes with the seconds to wait follow.</summary>
    TooManyGuesses = 2,

    /// <summary>The other side asks for another proof, or for none.</summary>
    OtherProof = 3,

    /// <summary>A message was malformed or came out of turn.</summary>
    Malformed = 4,

    /// <summary>A person said no.</summary>
    Declined = 5,

    /// <summary>The invitation or ticket has expired.</summary>
    Expired = 6,

    /// <summary>The invitation has been used.</summary>
    Used = 7,

    /// <summary>The invitation was given up after too many wrong guesses, or withdrawn.</summary>
    Void = 8,

    /// <summary>What answers is no PeerProto peer. Never on the wire.</summary>
    Foreign = 255,
}
