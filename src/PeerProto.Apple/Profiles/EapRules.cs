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
            EapNeeds needs = new(payload, eap, inspection.References);
            CheckMethods(inspection, payload, eap, needs);
            CheckTrust(inspection, payload, eap, needs);
            CheckCredentials(inspection, payload, eap, needs);
            CheckSystemMode(inspection, payload, eap);
            CheckTls(inspection, payload, eap);
            CheckFast(inspection, payload, eap);
        }
    }

    /// <summary>Whether a method is one of those that Apple's schema lists.</summary>
    public static bool IsKnown(EapType type) => type is EapType.Tls or EapType.Leap or EapType.Sim or EapType.Ttls or EapType.Aka or EapType.Peap or EapType.Fast;

    private static void CheckMethods(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap, EapNeeds needs)
    {
        if (eap.AcceptedTypes.Count == 0)
            inspection.Error(ProfileFindingCode.UnknownEapType, payload, "AcceptEAPTypes names no method", "Add one: 13 TLS, 21 TTLS, 25 PEAP, 43 EAP-FAST");
        foreach (EapType type in eap.AcceptedTypes.Where(static type => !IsKnown(type)).Distinct())
            inspection.Error(ProfileFindingCode.UnknownEapType, payload, $"AcceptEAPTypes names {(int)type}, which Apple's schema does not list", "Use 13 TLS, 21 TTLS, 25 PEAP, 43 EAP-FAST, 18 SIM or 23 AKA");
        if (eap.AcceptedTypes.Contains(EapType.Leap))
            inspection.Warn(ProfileFindingCode.WeakMethod, payload, "LEAP is accepted: passwords can be guessed from what was overheard, and it does not prove the server", "Take 17 out of AcceptEAPTypes");
        if (payload.IdentityUuid is null && eap.RequiresClientCertificate == true)
            inspection.Error(ProfileFindingCode.MissingIdentity, payload, "TLSCertificateIsRequired is true, and there is no identity", "Point PayloadCertificateUUID at one, or set it to false");
        else if (payload.IdentityUuid is null && needs.Unusable == needs.Identity)
            inspection.Error(ProfileFindingCode.MissingIdentity, payload, "EAP-TLS (13) has no identity", "Point PayloadCertificateUUID at a PKCS #12, SCEP or ACME payload, or take 13 out of AcceptEAPTypes");
        else if (payload.IdentityUuid is null && eap.AcceptedTypes.Contains(EapType.Tls))
            inspection.Warn(ProfileFindingCode.MissingIdentity, payload, eap.RequiresClientCertificate == false ? "EAP-TLS (13) without an identity proves only the server" : "EAP-TLS (13) is accepted besides others, and has no identity, so that it cannot be used", "Point PayloadCertificateUUID at a PKCS #12, SCEP or ACME payload, or take 13 out of AcceptEAPTypes");
        if (eap.InnerAuthentication is not null && !eap.AcceptedTypes.Contains(EapType.Ttls))
            inspection.Note(ProfileFindingCode.Contradiction, payload, "TTLSInnerAuthentication is there, and 21 (TTLS) is not accepted", "Take it out");
        if (eap.SimChallenges is not (null or 2 or 3))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "EAPSIMNumberOfRANDs is neither 2 nor 3", "Use one of them");
    }

    private static void CheckTrust(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap, EapNeeds needs)
    {
        foreach (string anchor in eap.AnchorUuids.Where(anchor => inspection.References.FindAnchor(anchor) is null))
            inspection.Error(ProfileFindingCode.UnknownReference, payload, $"PayloadCertificateAnchorUUID {ProfileWords.Visible(anchor)} is no certificate of this profile", "Put the certificate into the profile, and its PayloadUUID here");
        if (!eap.UsesServerCertificate)
            return;
        bool isMissing = needs.Trust is { Code: AutoConnectReasonCode.MissingTrust };
        if (isMissing && eap.TrustedServerNames.Count == 0)
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
        if (eap.TrustedServerNames.FirstOrDefault(EapNeeds.FitsEveryServer) is { } any)
        {
            string message = $"the server name '{ProfileWords.Visible(any)}' fits every server";
            const string Remedy = "Write the server's name, or its domain after *.";
            if (isMissing)
                inspection.Error(ProfileFindingCode.MissingTrust, payload, message, Remedy);
            else
                inspection.Warn(ProfileFindingCode.PartialTrust, payload, message, Remedy);
        }

        if (!isMissing && eap.AllowsTrustExceptions == true)
            inspection.Warn(ProfileFindingCode.TrustExceptions, payload, "TLSAllowTrustExceptions lets the user trust another server", "Take it out");
    }

    private static void CheckCredentials(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap, EapNeeds needs)
    {
        if (payload.IsForSystem(inspection.Profile.Scope))
        {
            if (needs.SystemCredentials is { } system)
                inspection.Error(ProfileFindingCode.SystemMode, payload, $"{system.Cause}, and system mode has nobody who can be asked", system.Remedy);
        }
        else if (!payload.SetupModes.Contains(ProfileSetupMode.LoginWindow) && needs.Credentials is { } gap)
            inspection.Warn(ProfileFindingCode.MissingCredentials, payload, $"{gap.Cause}, so that nothing connects before the user was asked", gap.Remedy);
        if (eap.UsesServerCertificate && eap.OuterIdentity is null && eap.UserName is not null && eap.AcceptedTypes.Any(static type => type != EapType.Tls))
            inspection.Note(ProfileFindingCode.OuterIdentity, payload, "OuterIdentity is missing, so that everybody near can read the user's name", "Set it to anonymous@ and the realm, as the server allows");
    }

    private static void CheckSystemMode(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        if (payload.SetupModes.Contains(ProfileSetupMode.System) && inspection.Profile.Scope != ProfileScope.System)
            inspection.Error(ProfileFindingCode.SystemMode, payload, "SetupModes has System, and the profile belongs to a user", "Set PayloadScope to System, and install it for the device");
        if (payload.SetupModes.Count == 0 && payload.IsForSystem(inspection.Profile.Scope))
            inspection.Note(ProfileFindingCode.SystemMode, payload, "SetupModes is missing in a profile for the device: Apple documents System as the default on Ethernet, so that the machine authenticates", "Set it to System");
        if (eap.SystemModeCredentialsSource is not (null or "ActiveDirectory"))
            inspection.Error(ProfileFindingCode.WrongValue, payload, "SystemModeCredentialsSource is not ActiveDirectory", "Use ActiveDirectory, or leave it out");
        if (eap is { SystemModeCredentialsSource: not null, UsesOpenDirectoryCredentials: true })
            inspection.Error(ProfileFindingCode.Contradiction, payload, "SystemModeCredentialsSource and SystemModeUseOpenDirectoryCredentials are both there", "Keep one of them");
    }

    private static void CheckTls(ProfileInspection inspection, InterfacePayload payload, EapConfiguration eap)
    {
        EapTlsVersion least = eap.LeastTlsVersion;
        EapTlsVersion most = eap.MostTlsVersion;
        if (least > most)
            inspection.Error(ProfileFindingCode.TlsVersions, payload, $"TLSMinimumVersion {EapConfiguration.WordOf(least)} is more than TLSMaximumVersion {EapConfiguration.WordOf(most)}{(eap.MaximumTlsVersion is null ? ", its default" : "")}", "Set TLSMaximumVersion as well");
        if (eap.UsesServerCertificate && most < EapTlsVersion.Tls12)
            inspection.Warn(ProfileFindingCode.TlsVersions, payload, $"TLSMaximumVersion is {EapConfiguration.WordOf(most)}, which servers of today refuse", "Set it to 1.2 or 1.3");
        if (eap.LacksOuterIdentity)
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
