namespace PeerProto.Apple.Tests;

/// <summary>
/// Numbers and names as Apple's published headers have them, written down from the headers and not from the catalogue: a swap of two lines of the catalogue shows itself here. Names are without the
/// prefix and suffix that all of a kind share; one letter is missing in a header itself.
/// </summary>
internal static class HeaderCodes
{
    public static TheoryData<string, string> All => new()
    {
        // eap8021x, EAPClientTypes.h
        {
            "EAPClientStatus",
            """
            0 OK 1 Failed 2 AllocationFailed 3 UserInputRequired 4 ConfigurationInvalid 5 ProtocolNotSupported 6 ServerCertificateNotTrusted 7 InnerProtocolNotSupported 8
            InternalError 9 UserCancelledAuthentication 10 UnknownRootCertificate 11 NoRootCertificate 12 CertificateExpired 13 CertificateNotYetValid 14
            CertificateRequiresConfirmation 15 UserInputNotPossible 16 ResourceUnavailable 17 ProtocolError 18 AuthenticationStalled 19 IdentityDecryptionError 20
            OtherInputRequired 1000 Errno 1001 Security 1002 PluginSpecific
            """
        },
        // eap8021x, SupplicantTypes.h
        {
            "SupplicantState",
            """
            0 Disconnected 1 Connecting 2 Acquired 3 Authenticating 4 Authenticated 5 Held 6 Logoff 7 Inactive 8 NoAuthenticator
            """
        },
        // eap8021x, EAPOLControlTypes.h
        {
            "EAPOLControlState",
            """
            0 Idle 1 Starting 2 Running 3 Stopping
            """
        },
        // eap8021x, EAPOLControlTypes.h
        {
            "EAPOLControlMode",
            """
            0 None 1 User 2 LoginWindow 3 System
            """
        },
        // CoreWLAN, CoreWLANTypes.h
        {
            "com.apple.coreWLAN.error",
            """
            -3900 InvalidParameter -3901 NoMemory -3902 Unknown -3903 NotSupported -3904 InvalidFormat -3905 Timeout -3906 UnspecifiedFailure -3907
            UnsupportedCapabilities -3908 ReassociationDenied -3909 AssociationDenied -3910 AuthenticationAlgorithmUnsupported -3911 InvalidAuthenticationSequenceNumber
            -3912 ChallengeFailure -3913 APFull -3914 UnsupportedRateSet -3915 ShortSlotUnsupported -3916 DSSSOFDMUnsupported -3917 InvalidInformationElement -3918
            InvalidGroupCipher -3919 InvalidPairwiseCipher -3920 InvalidAKMP -3921 UnsupportedRSNVersion -3922 InvalidRSNCapabilities -3923 CipherSuiteRejected -3924
            InvalidPMK -3925 SupplicantTimeout -3926 HTFeaturesNotSupported -3927 PCOTransitionTimeNotSupported -3928 ReferenceNotBound -3929 IPCFailure -3930
            OperationNotPermitted -3931 Status
            """
        },
        // xnu, IOReturn.h
        {
            "IOReturn",
            """
            -536870212 Error -536870211 NoMemory -536870210 NoResources -536870209 IPCError -536870208 NoDevice -536870207 NotPrivileged -536870206 BadArgument -536870205
            LockedRead -536870204 LockedWrite -536870203 ExclusiveAccess -536870202 BadMessageID -536870201 Unsupported -536870200 VMError -536870199 InternalError
            -536870198 IOError -536870196 CannotLock -536870195 NotOpen -536870194 NotReadable -536870193 NotWritable -536870192 NotAligned -536870191 BadMedia -536870190
            StillOpen -536870189 RLDError -536870188 DMAError -536870187 Busy -536870186 Timeout -536870185 Offline -536870184 NotReady -536870183 NotAttached -536870182
            NoChannels -536870181 NoSpace -536870179 PortExists -536870178 CannotWire -536870177 NoInterrupt -536870176 NoFrames -536870175 MessageTooLarge -536870174
            NotPermitted -536870173 NoPower -536870172 NoMedia -536870171 UnformattedMedia -536870170 UnsupportedMode -536870169 Underrun -536870168 Overrun -536870167
            DeviceError -536870166 NoCompletion -536870165 Aborted -536870164 NoBandwidth -536870163 NotResponding -536870162 IsoTooOld -536870161 IsoTooNew -536870160
            NotFound
            """
        },
        // SystemExtensions, SystemExtensions.h
        {
            "OSSystemExtensionErrorDomain",
            """
            1 unknown 2 missingEntitlement 3 unsupportedParentBundleLocation 4 extensionNotFound 5 extensionMissingIdentifier 6 duplicateExtensionIdentifer 7
            unknownExtensionCategory 8 codeSignatureInvalid 9 validationFailed 10 forbiddenBySystemPolicy 11 requestCanceled 12 requestSuperseded 13 authorizationRequired
            """
        },
        // mDNSResponder, dns_sd.h
        {
            "kNWErrorDomainDNS",
            """
            -65537 Unknown -65538 NoSuchName -65539 NoMemory -65540 BadParam -65541 BadReference -65542 BadState -65543 BadFlags -65544 Unsupported -65545 NotInitialized
            -65547 AlreadyRegistered -65548 NameConflict -65549 Invalid -65550 Firewall -65551 Incompatible -65552 BadInterfaceIndex -65553 Refused -65554 NoSuchRecord
            -65555 NoAuth -65556 NoSuchKey -65557 NATTraversal -65558 DoubleNAT -65559 BadTime -65560 BadSig -65561 BadKey -65562 Transient -65563 ServiceNotRunning
            -65564 NATPortMappingUnsupported -65565 NATPortMappingDisabled -65566 NoRouter -65567 PollingMode -65568 Timeout -65569 DefunctConnection -65570 PolicyDenied
            -65571 NotPermitted -65572 StaleData
            """
        },
        // xnu, sys/errno.h
        {
            "NSPOSIXErrorDomain",
            """
            1 EPERM 2 ENOENT 4 EINTR 13 EACCES 16 EBUSY 22 EINVAL 32 EPIPE 35 EAGAIN 36 EINPROGRESS 40 EMSGSIZE 41 EPROTOTYPE 48 EADDRINUSE 49 EADDRNOTAVAIL 50 ENETDOWN
            51 ENETUNREACH 52 ENETRESET 53 ECONNABORTED 54 ECONNRESET 55 ENOBUFS 56 EISCONN 57 ENOTCONN 60 ETIMEDOUT 61 ECONNREFUSED 64 EHOSTDOWN 65 EHOSTUNREACH 80 EAUTH
            81 ENEEDAUTH 89 ECANCELED 91 ENOMSG 96 ENODATA 100 EPROTO 103 ENOPOLICY
            """
        },
        // Security, SecureTransport.h
        {
            "kNWErrorDomainTLS",
            """
            -9800 Protocol -9801 Negotiation -9802 FatalAlert -9803 WouldBlock -9804 SessionNotFound -9805 ClosedGraceful -9806 ClosedAbort -9807 XCertChainInvalid -9808
            BadCert -9809 Crypto -9810 Internal -9811 ModuleAttach -9812 UnknownRootCert -9813 NoRootCert -9814 CertExpired -9815 CertNotYetValid -9816 ClosedNoNotify
            -9817 BufferOverflow -9818 BadCipherSuite -9819 PeerUnexpectedMsg -9820 PeerBadRecordMac -9821 PeerDecryptionFail -9822 PeerRecordOverflow -9823
            PeerDecompressFail -9824 PeerHandshakeFail -9825 PeerBadCert -9826 PeerUnsupportedCert -9827 PeerCertRevoked -9828 PeerCertExpired -9829 PeerCertUnknown -9830
            IllegalParam -9831 PeerUnknownCA -9832 PeerAccessDenied -9833 PeerDecodeError -9834 PeerDecryptError -9835 PeerExportRestriction -9836 PeerProtocolVersion
            -9837 PeerInsufficientSecurity -9838 PeerInternalError -9839 PeerUserCancelled -9840 PeerNoRenegotiation -9841 PeerAuthCompleted -9842 ClientCertRequested
            -9843 HostNameMismatch -9844 ConnectionRefused -9845 DecryptionFail -9846 BadRecordMac -9847 RecordOverflow -9848 BadConfiguration -9849 UnexpectedRecord
            -9850 WeakPeerEphemeralDHKey -9851 ClientHelloReceived -9852 TransportReset -9853 NetworkTimeout -9854 ConfigurationFailed -9855 UnsupportedExtension -9856
            UnexpectedMessage -9857 DecompressFail -9858 HandshakeFail -9859 DecodeError -9860 InappropriateFallback -9861 MissingExtension -9862
            BadCertificateStatusResponse -9863 CertificateRequired -9864 UnknownPSKIdentity -9865 UnrecognizedName -9886 ATSCertificateTrustViolation -9890 EarlyDataRejected
            """
        },
    };
}
