namespace PeerProto.Apple;

/// <summary>How an authentication by eapol_test or wpa_supplicant ended, in the words of Apple's systems.</summary>
/// <param name="Status">The EAPClientStatus that a Mac would most likely tell: 0 for success.</param>
/// <param name="Error">Its entry in the catalogue, with meaning, causes and next step; null where it has none.</param>
/// <param name="Evidence">The line that it was taken from.</param>
public sealed record WpaSupplicantOutcome(int Status, AppleError? Error, string Evidence)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => Status == 0;

    /// <summary>The status and its evidence in one line.</summary>
    /// <returns>The written outcome.</returns>
    public override string ToString() => $"{Error?.ToString() ?? $"EAPClientStatus {Status}"} ({Evidence})";
}
