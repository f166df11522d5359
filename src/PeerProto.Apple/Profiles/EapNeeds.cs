namespace PeerProto.Apple;

/// <summary>
/// What the 802.1X configuration of a payload still lacks: the one judgement that the linter, the verdict, the plan and the conversions share. What it points at is looked up in the profile.
/// </summary>
internal sealed class EapNeeds
{
    private const string MendLint = "Mend what 'peerproto apple profile lint' tells";

    private readonly InterfacePayload _payload;
    private readonly EapConfiguration _eap;
    private readonly ProfileReferences _references;

    public EapNeeds(InterfacePayload payload, EapConfiguration eap, ProfileReferences references)
    {
        (_payload, _eap, _references) = (payload, eap, references);
        Identity = JudgeIdentity();
        IsProvedByIdentity = Identity is null && eap.AcceptedTypes.Contains(EapType.Tls);
        Unusable = JudgeUse();
        Trust = eap.UsesServerCertificate ? JudgeTrust() : null;
        Credentials = JudgeCredentials(asksNobody: false);
        SystemCredentials = JudgeCredentials(asksNobody: true);
    }

    /// <summary>Why the identity cannot be used; null where it can.</summary>
    public EapGap? Identity { get; }

    /// <summary>Whether the client can prove itself by EAP-TLS. Methods within a tunnel take a password only.</summary>
    public bool IsProvedByIdentity { get; }

    /// <summary>Why the configuration can never work; null where it can.</summary>
    public EapGap? Unusable { get; }

    /// <summary>Why the profile does not say which server to trust; null where it does, or no method asks.</summary>
    public EapGap? Trust { get; }

    /// <summary>What the user is asked for; null where it is all there.</summary>
    public EapGap? Credentials { get; }

    /// <summary>What is missing where nobody can be asked; null where it is all there.</summary>
    public EapGap? SystemCredentials { get; }

    /// <summary>Whether a server name says nothing, because every server has it.</summary>
    public static bool FitsEveryServer(string name) => name.Trim('*', '.').Length == 0;

    /// <summary>Refuses what can never work. What is only out of date can be tried.</summary>
    /// <exception cref="ProfileException">It can never work.</exception>
    public void RefuseUnusable()
    {
        if (Unusable is { Code: not AutoConnectReasonCode.CertificateOutOfDate } gap)
            throw new ProfileException(gap.Cause, gap.Remedy);
    }

    private EapGap? JudgeIdentity()
    {
        if (_payload.IdentityUuid is not { } uuid)
            return new(AutoConnectReasonCode.Unusable, "EAP-TLS has no identity (PayloadCertificateUUID)", MendLint);
        if (_references.FindIdentity(uuid) is not { } found)
            return new(AutoConnectReasonCode.UnknownReference, $"PayloadCertificateUUID {ProfileWords.Visible(uuid)} is no identity of this profile", "Point it at a PKCS #12, SCEP or ACME payload of the same profile");
        return found is CertificatePayload identity ? GapOf(identity, "the identity") : null;
    }

    private EapGap? GapOf(CertificatePayload payload, string name)
    {
        CertificateState state = _references.StateOf(payload);
        return state.IsBroken ? new(AutoConnectReasonCode.UnreadableCertificate, $"{name} cannot be read: {state.Cause}", state.Remedy)
            : state.Fault == CertificateFault.OutOfDate ? new(AutoConnectReasonCode.CertificateOutOfDate, $"{name} does not hold now: {state.Cause}", state.Remedy)
            : null;
    }

    private EapGap? JudgeUse()
    {
        if (_eap.AcceptedTypes.Count == 0)
            return new(AutoConnectReasonCode.Unusable, "AcceptEAPTypes names no method", MendLint);
        if (!_eap.AcceptedTypes.Any(EapRules.IsKnown))
            return new(AutoConnectReasonCode.Unusable, "AcceptEAPTypes names no method that Apple's systems know", MendLint);
        if (_payload is WiFiPayload { Encryption: WiFiEncryption.None })
            return new(AutoConnectReasonCode.Unusable, "EncryptionType is None, and 802.1X on Wi-Fi makes the keys of an encryption", "Set it to WPA2, WPA3 or Any");
        if (_eap.LeastTlsVersion > _eap.MostTlsVersion)
            return new(AutoConnectReasonCode.Unusable, "TLSMinimumVersion is more than TLSMaximumVersion", "Set TLSMaximumVersion as well");
        if (_eap.LacksOuterIdentity)
            return new(AutoConnectReasonCode.Unusable, "TLSMinimumVersion is 1.3, which wants an OuterIdentity", "Add it");
        bool isCertificateRequired = _eap.RequiresClientCertificate ?? _eap.AcceptedTypes.All(static type => type == EapType.Tls);
        return isCertificateRequired || Identity?.Code == AutoConnectReasonCode.UnknownReference ? Identity : null;
    }

    private EapGap? JudgeTrust()
    {
        EapGap? ended = null;
        int holding = _eap.TrustedCertificates.Count;
        foreach (string uuid in _eap.AnchorUuids)
        {
            if (_references.FindAnchor(uuid) is not { } anchor)
                return new(AutoConnectReasonCode.UnknownReference, $"PayloadCertificateAnchorUUID {ProfileWords.Visible(uuid)} is no certificate of this profile", "Put the certificate into the profile, and its PayloadUUID here");
            switch (GapOf(anchor, "the anchor"))
            {
                case null:
                    holding++;
                    break;
                case { Code: AutoConnectReasonCode.CertificateOutOfDate } gap:
                    ended ??= gap; // a new root may stand beside an old one
                    break;
                case var gap:
                    return gap;
            }
        }

        if (holding > 0)
            return null;
        if (ended is not null)
            return ended;
        const string Remedy = "Add PayloadCertificateAnchorUUID with the root, and TLSTrustedServerNames";
        return _eap.TrustedServerNames.Count == 0 ? new(AutoConnectReasonCode.MissingTrust, "neither anchors nor server names are there: the certificate dialog comes up (status 14)", Remedy)
            : _eap.TrustedServerNames.Any(FitsEveryServer) ? new(AutoConnectReasonCode.MissingTrust, "a server name fits every server, and there are no anchors: nothing says which server to trust", Remedy)
            : null;
    }

    private EapGap? JudgeCredentials(bool asksNobody)
    {
        bool comesFromElsewhere = _eap.UsesSim || (asksNobody ? _eap.HasMachineCredentials : _eap.UsesSingleSignOn == true);
        if (IsProvedByIdentity || (Unusable is not null && Unusable == Identity))
            return null;
        if (_eap.OneTimePassword == true && _eap.UsesPassword)
            return new(AutoConnectReasonCode.OneTimePassword, "OneTimeUserPassword asks for a password each time (status 3)", "Take it out, and put the password into the profile");
        if (comesFromElsewhere || (_eap.UserName is not null && (_eap.UserPassword is not null || !_eap.UsesPassword)))
            return null;
        string remedy = asksNobody ? "Add UserName and UserPassword, an identity for EAP-TLS, or SystemModeCredentialsSource" : "Put user name and password into the profile";
        return new(AutoConnectReasonCode.MissingCredentials, $"{(_eap.UserName is null ? "UserName" : "UserPassword")} is not in the profile (status 3)", remedy);
    }
}
