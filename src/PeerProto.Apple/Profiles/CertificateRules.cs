namespace PeerProto.Apple;

/// <summary>Rules for certificate payloads.</summary>
internal static class CertificateRules
{
    public static void Check(ProfileInspection inspection)
    {
        foreach (CertificatePayload payload in inspection.Profile.Payloads.OfType<CertificatePayload>())
        {
            CertificateState state = inspection.References.StateOf(payload);
            if (state.Fault == CertificateFault.NotLookedAt)
                inspection.Note(ProfileFindingCode.UnreadableCertificate, payload, state.Cause, state.Remedy);
            else if (state.Fault != CertificateFault.None)
                inspection.Error(CodeOf(state.Fault), payload, state.Cause, state.Remedy);
        }
    }

    private static ProfileFindingCode CodeOf(CertificateFault fault) => fault switch
    {
        CertificateFault.Empty => ProfileFindingCode.MissingKey,
        CertificateFault.OutOfDate => ProfileFindingCode.CertificateOutOfDate,
        _ => ProfileFindingCode.UnreadableCertificate,
    };
}
