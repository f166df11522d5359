namespace PeerProto.Apple;

/// <summary>Rules for EAPClientConfiguration, after Apple's schema and after what eapolclient does.</summary>
internal static class EapRules
{
    public static void Check(ProfileInspection inspection)
    {
        foreach (InterfacePayload payload in inspection.Profile.Payloads.OfType<InterfacePayload>())
        {
            if (payload.Eap is not { } eap)
                continue;
            ProfileRules.CheckKinds(inspection, payload, eap.KnownKeys, eap.Other);
            CheckMethods(inspection, payload, eap);
            CheckTrust(inspection, payload, eap);
            CheckCredentials(inspection, payload, eap);
            CheckSystemMode(inspection, payload, eap);
            CheckTls(inspection, payload, eap);
            CheckFast(inspection, payload, eap);
        }
    }

    /// <summary>Whether a method can work at all: one is named, and EAP-TLS has an identity.</summary>
    public static string? WhyUnusable(InterfacePayload payload, EapConfiguration eap) =>
        eap.AcceptedTypes.Count == 0 ? "AcceptEAPTypes names no method"
        : eap.AcceptedTypes.All(static type => type == EapType.Tls) && payload.IdentityUuid is null ? "EAP-TLS has no identity (PayloadCertificateUUID)"
        : null;

    private static void CheckMethods(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        if (eap.AcceptedTypes.Count == 0)
            inspection.Error(ProfileFindingCode.UnknownEapType, payload, "AcceptEAPTypes names no method", "Add one: 13 TLS, 21 TTLS, 25 PEAP, 43 EAP-FAST");
        foreach (EapType type in eap.AcceptedTypes.Where(static type => !Enum.IsDefined(type) || type == EapType.None))
            inspection.Error(ProfileFindingCode.UnknownEapType, payload, $"AcceptEAPTypes names {(int)type}, which Apple's systems do not know", "Use 13 TLS, 21 TTLS, 25 PEAP, 43 EAP-FAST, 18 SIM or 23 AKA");
        if (eap.AcceptedTypes.Contains(EapType.Leap))
            inspection.Warn(ProfileFindingCode.WeakMethod, payload, "LEAP is accepted: passwords can be guessed from what was overheard, and it does not prove the server", "Take 17 out of AcceptEAPTypes");
        if (eap.AcceptedTypes.Contains(EapType.Tls) && payload.IdentityUuid is null)
            inspection.Error(ProfileFindingCode.MissingIdentity, payload, "EAP-TLS (13) has no identity", "Point PayloadCertificateUUID at a PKCS #12, SCEP or ACME payload, or take 13 out of AcceptEAPTypes");
        if (eap.RequiresClientCertificate == true && payload.IdentityUuid is null)
            inspection.Error(ProfileFindingCode.MissingIdentity, payload, "TLSCertificateIsRequired is true, and there is no identity", "Point PayloadCertificateUUID at one, or set it to false");
        if (eap.InnerAuthentication is not null && !eap.AcceptedTypes.Contains(EapType.Ttls))
            inspection.Note(ProfileFindingCode.Contradiction, payload, "TTLSInnerAuthentication is there, and 21 (TTLS) is not accepted", "Take it out");
        if (eap.SimChallenges is not (null or 2 or 3))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "EAPSIMNumberOfRANDs is neither 2 nor 3", "Use one of them");
    }

    private static void CheckTrust(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        foreach (string anchor in eap.AnchorUuids.Where(anchor => inspection.Profile.FindPayload(anchor) is not CertificatePayload { Kind: not CertificatePayloadKind.Pkcs12 }))
            inspection.Error(ProfileFindingCode.UnknownReference, payload, $"PayloadCertificateAnchorUUID {anchor} is no certificate of this profile", "Put the certificate into the profile, and its PayloadUUID here");
        if (!eap.UsesServerCertificate)
            return;
        if (!eap.HasTrust)
        {
            inspection.Error(
                ProfileFindingCode.MissingTrust,
                payload,
                "neither anchors nor server names are there, so that the user is asked to trust a certificate (status 14), nothing connects by itself, and the password goes to whoever is trusted by mistake",
                "Add the root to the profile and to PayloadCertificateAnchorUUID, and the server's name to TLSTrustedServerNames");
        }
        else if (eap.TrustedServerNames.Count == 0)
            inspection.Warn(ProfileFindingCode.PartialTrust, payload, "TLSTrustedServerNames is missing, so that every certificate of these anchors passes for the server", "Add the server's name");
        else if (!eap.HasAnchors)
            inspection.Warn(ProfileFindingCode.PartialTrust, payload, "PayloadCertificateAnchorUUID is missing, so that every root of the system may issue the server's certificate", "Add the root to the profile, and its UUID here");
        if (eap.HasTrust && eap.AllowsTrustExceptions == true)
            inspection.Warn(ProfileFindingCode.TrustExceptions, payload, "TLSAllowTrustExceptions lets the user trust another server", "Take it out");
        foreach (string name in eap.TrustedServerNames.Where(static name => name.Length == 0 || name.Trim('*', '.').Length == 0))
            inspection.Error(ProfileFindingCode.MissingTrust, payload, $"the server name '{name}' fits every server", "Write the server's name, or its domain after *.");
    }

    private static void CheckCredentials(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        if (eap.OneTimePassword == true)
            inspection.Warn(ProfileFindingCode.MissingCredentials, payload, "OneTimeUserPassword asks the user each time, so that nothing connects by itself", "Take it out, and put the password into the profile");
        else if (eap.UsesPassword && !eap.HasCredentials && payload.IdentityUuid is null && eap.UsesSingleSignOn != true && payload.SetupModes.Count == 0)
            inspection.Warn(ProfileFindingCode.MissingCredentials, payload, $"{(eap.UserName is null ? "UserName" : "UserPassword")} is missing, so that the user is asked once", "Add it where nobody shall be asked");
        if (eap.UsesServerCertificate && eap.OuterIdentity is null && eap.UserName is not null && eap.AcceptedTypes.Any(static type => type != EapType.Tls))
            inspection.Note(ProfileFindingCode.OuterIdentity, payload, "OuterIdentity is missing, so that everybody near can read the user's name", "Set it to anonymous@ and the realm, as the server allows");
    }

    private static void CheckSystemMode(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        if (payload.SetupModes.Contains(ProfileSetupMode.System))
        {
            if (inspection.Profile.Scope != ProfileScope.System)
                inspection.Error(ProfileFindingCode.SystemMode, payload, "SetupModes has System, and the profile belongs to a user", "Set PayloadScope to System, and install it for the device");
            if (!eap.HasCredentials && !eap.HasMachineCredentials && payload.IdentityUuid is null)
                inspection.Error(ProfileFindingCode.SystemMode, payload, "SetupModes has System, and there are neither name and password nor an identity: nobody can be asked", "Add UserName and UserPassword, an identity, or SystemModeCredentialsSource");
        }

        if (eap.SystemModeCredentialsSource is not (null or "ActiveDirectory"))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "SystemModeCredentialsSource is not ActiveDirectory", "Use ActiveDirectory, or leave it out");
        if (eap is { SystemModeCredentialsSource: not null, UsesOpenDirectoryCredentials: true })
            inspection.Error(ProfileFindingCode.Contradiction, payload, "SystemModeCredentialsSource and SystemModeUseOpenDirectoryCredentials are both there", "Keep one of them");
    }

    private static void CheckTls(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        EapTlsVersion least = eap.MinimumTlsVersion ?? EapTlsVersion.Tls10;
        EapTlsVersion most = eap.MaximumTlsVersion ?? EapTlsVersion.Tls12;
        if (least > most)
            inspection.Error(ProfileFindingCode.TlsVersions, payload, $"TLSMinimumVersion {EapConfiguration.WordOf(least)} is more than TLSMaximumVersion {EapConfiguration.WordOf(most)}{(eap.MaximumTlsVersion is null ? ", its default" : "")}", "Set TLSMaximumVersion as well");
        if (eap.UsesServerCertificate && most < EapTlsVersion.Tls12)
            inspection.Warn(ProfileFindingCode.TlsVersions, payload, $"TLSMaximumVersion is {EapConfiguration.WordOf(most)}, which servers of today refuse", "Set it to 1.2 or 1.3");
        if (least == EapTlsVersion.Tls13 && eap.OuterIdentity is null && eap.AcceptedTypes.Any(static type => type is EapType.Ttls or EapType.Peap or EapType.Fast))
            inspection.Error(ProfileFindingCode.OuterIdentity, payload, "TLSMinimumVersion is 1.3, which wants an OuterIdentity", "Add it");
    }

    private static void CheckFast(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        if (eap.ProvisionsPac == true && eap.UsesPac != true)
            inspection.Error(ProfileFindingCode.Contradiction, payload, "EAPFASTProvisionPAC needs EAPFASTUsePAC", "Set EAPFASTUsePAC to true, or take the other out");
        if (eap.ProvisionsPacAnonymously == true && eap.ProvisionsPac != true)
            inspection.Error(ProfileFindingCode.Contradiction, payload, "EAPFASTProvisionPACAnonymously needs EAPFASTProvisionPAC", "Set EAPFASTProvisionPAC to true, or take the other out");
        if (eap.ProvisionsPacAnonymously == true && eap.AcceptedTypes.Contains(EapType.Fast))
            inspection.Warn(ProfileFindingCode.WeakMethod, payload, "EAPFASTProvisionPACAnonymously takes the PAC from a server that proves nothing", "Take it out, and name anchors and server names");
    }
}
