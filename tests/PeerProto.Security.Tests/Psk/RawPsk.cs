using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using BcProtocolName = Org.BouncyCastle.Tls.ProtocolName;

namespace PeerProto.Security.Tests.Psk;

/// <summary>TLS with a pre-shared key as BouncyCastle's own blocking classes do it: the other end of tests that need one to misbehave or to know less than ours.</summary>
internal static class RawPsk
{
    public static BcTlsCrypto Crypto { get; } = new(new SecureRandom());

    /// <summary>Connects and returns the stream of the connection.</summary>
    public static Task<Stream> ConnectAsync(Stream link, TlsClient client) => Task.Run(() =>
    {
        TlsClientProtocol protocol = new(link);
        protocol.Connect(client);
        return protocol.Stream;
    });

    /// <summary>Accepts and returns the stream of the connection.</summary>
    public static Task<Stream> AcceptAsync(Stream link, TlsServer server) => Task.Run(() =>
    {
        TlsServerProtocol protocol = new(link);
        protocol.Accept(server);
        return protocol.Stream;
    });

    /// <summary>A listener that can think better of it.</summary>
    internal sealed class ServerProtocol(Stream link) : TlsServerProtocol(link)
    {
        /// <summary>Asks for another handshake (RFC 5246 section 7.4.1.1).</summary>
        public void AskAgain() => SafeWriteRecord(ContentType.handshake, new byte[4], 0, 4);

        public void Refuse(short alert) => HandleException(alert, "refused", null);
    }

    /// <summary>A client that knows one version.</summary>
    internal sealed class Client(ProtocolVersion version, byte[] identity, byte[] key, int[] suites, string? protocol = null) : PskTlsClient(RawPsk.Crypto, identity, key)
    {
        public byte[]? Binding { get; private set; }

        /// <summary>Whether it knows the key in TLS 1.2 only.</summary>
        public bool NamesNoKey { get; init; }

        /// <summary>Whether it is older than RFC 7627.</summary>
        public bool LacksExtendedMasterSecret { get; init; }

        /// <summary>The length of records that it asks for (RFC 6066 section 4), or null.</summary>
        public short? RecordLength { get; init; }

        /// <summary>Whether it speaks TLS 1.3 as well.</summary>
        public bool AlsoTls13 { get; init; }

        public override IList<TlsPskExternal>? GetExternalPsks() => NamesNoKey ? null : [new BasicTlsPskExternal(m_pskIdentity.GetPskIdentity(), Crypto.CreateSecret(m_pskIdentity.GetPsk()))];

        public override IDictionary<int, byte[]> GetClientExtensions()
        {
            IDictionary<int, byte[]> extensions = base.GetClientExtensions();
            if (RecordLength is { } length)
                TlsExtensionsUtilities.AddMaxFragmentLengthExtension(extensions, length);
            return extensions;
        }

        public override bool ShouldUseExtendedMasterSecret() => !LacksExtendedMasterSecret;

        public override void NotifyHandshakeComplete() => Binding = LacksExtendedMasterSecret ? null : m_context.ExportChannelBinding(ChannelBinding.tls_exporter);

        /// <summary>Asks the exporter when the handshake is over.</summary>
        public byte[] ExportNow() => m_context.ExportChannelBinding(ChannelBinding.tls_exporter);

        protected override ProtocolVersion[] GetSupportedVersions() => AlsoTls13 ? ProtocolVersion.TLSv13.DownTo(version) : version.Only();

        protected override int[] GetSupportedCipherSuites() => suites;

        protected override IList<BcProtocolName>? GetProtocolNames() => protocol is null ? null : [BcProtocolName.AsUtf8Encoding(protocol)];
    }

    /// <summary>A server that knows one version, and in 1.3 the key unless told to pass it over.</summary>
    internal sealed class Server(ProtocolVersion version, byte[] identity, byte[] key, int[] suites) : PskTlsServer(RawPsk.Crypto, new Keys(identity, key))
    {
        /// <summary>What to answer instead of the key, or null.</summary>
        public short? Alert { get; init; }

        /// <summary>The credentials of a server that goes on without the key.</summary>
        public Func<TlsServerContext, TlsCredentials>? Certificate { get; init; }

        public override TlsPskExternal? GetExternalPsk(IList<PskIdentity> identities) =>
            Alert is { } alert ? throw new TlsFatalAlert(alert)
            : Certificate is null ? new BasicTlsPskExternal(identity, Crypto.CreateSecret(key)) : null;

        public override TlsCredentials? GetCredentials() => Certificate?.Invoke(m_context);

        protected override ProtocolVersion[] GetSupportedVersions() => version.Only();

        protected override int[] GetSupportedCipherSuites() => suites;
    }

    private sealed class Keys(byte[] identity, byte[] key) : TlsPskIdentityManager
    {
        public byte[]? GetHint() => null;

        public byte[]? GetPsk(byte[] named) => named.AsSpan().SequenceEqual(identity) ? [.. key] : null;
    }
}
