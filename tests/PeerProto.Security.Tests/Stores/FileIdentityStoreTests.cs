using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace PeerProto.Security.Tests.Stores;

public sealed class FileIdentityStoreTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private string Path => _directory.File("identity.pem");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void FirstStart_MakesAnIdentityThatLaterStartsLoad()
    {
        using PeerIdentity first = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path));
        using PeerIdentity second = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path));

        Assert.Equal(first.Key, second.Key);
        Assert.True(second.Certificate.HasPrivateKey);
    }

    [Fact]
    public async Task ManyStartsAtOnce_AllGetTheSame()
    {
        PeerIdentity[] identities = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PeerIdentity.LoadOrCreate(new FileIdentityStore(Path)), TestContext.Current.CancellationToken)));

        Assert.Single(identities.Select(identity => identity.Key).Distinct());
        Assert.Equal(["identity.pem"], Directory.GetFiles(_directory.Path).Select(System.IO.Path.GetFileName));
        Array.ForEach(identities, identity => identity.Dispose());
    }

    [Fact]
    public void SavedIdentity_TakesThePlaceOfTheOther()
    {
        FileIdentityStore store = new(Path);
        using PeerIdentity first = PeerIdentity.LoadOrCreate(store);
        using PeerIdentity renewed = first.Renew();
        using PeerIdentity other = PeerIdentity.Create();

        store.Save(renewed);
        using PeerIdentity? loaded = store.Load();
        Assert.Equal(first.Key, loaded!.Key);
        Assert.Equal(renewed.Certificate.RawData, loaded.Certificate.RawData);

        Assert.False(store.TryAdd(other));
        store.Save(other);
        using PeerIdentity? replaced = store.Load();
        Assert.Equal(other.Key, replaced!.Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DraftThatAProgramLeftBehind_IsRemovedByTheNextThatReadsOrWrites(bool reads)
    {
        using PeerIdentity identity = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path));
        string left = _directory.File("identity.pem.0123456789abcdef.new");
        string[] others = ["identity.pem.0123456789abcdee.new", "identity.pem.0123456789abcdeg.new", "identity.pem.old.new", "other.pem.0123456789abcdef.new"];
        foreach (string name in others.Append(System.IO.Path.GetFileName(left)))
        {
            File.Copy(Path, _directory.File(name));
            File.SetLastWriteTimeUtc(_directory.File(name), DateTime.UtcNow - TimeSpan.FromHours(1));
        }

        File.SetLastWriteTimeUtc(_directory.File(others[0]), DateTime.UtcNow + TimeSpan.FromHours(1)); // another program is at it
        FileIdentityStore store = new(Path);
        if (reads)
            store.Load()!.Dispose();
        else
            store.Save(identity);

        Assert.False(File.Exists(left));
        Assert.All(others, other => Assert.True(File.Exists(_directory.File(other)), other));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void File_IsForItsOwnerOnlyAndRefusedOtherwise()
    {
        StoreDirectory.RequireModes();
        FileIdentityStore store = new(Path);
        using PeerIdentity identity = PeerIdentity.LoadOrCreate(store);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));

        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, Assert.Throws<PeerStoreException>(() => store.Load()).Diagnosis.Code);
        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, Assert.Throws<PeerStoreException>(() => PeerIdentity.LoadOrCreate(store)).Diagnosis.Code);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void DirectoryThatEverybodyMayChange_IsRefused()
    {
        StoreDirectory.RequireModes();
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0b1_111_111_111); // sticky, as /tmp is

        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, Assert.Throws<PeerStoreException>(() => PeerIdentity.LoadOrCreate(new FileIdentityStore(Path))).Diagnosis.Code);
        Assert.Empty(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void DamagedFile_IsATypedErrorAndStaysAsItIs()
    {
        FileIdentityStore store = new(Path);
        PeerIdentity.LoadOrCreate(store).Dispose();
        string text = File.ReadAllText(Path);
        File.WriteAllText(Path, text[..(text.Length / 2)]);

        PeerIdentityException damaged = Assert.Throws<PeerIdentityException>(() => PeerIdentity.LoadOrCreate(store));

        Assert.True(damaged.Diagnosis.Code is PeerDiagnosisCode.IdentityUnreadable or PeerDiagnosisCode.IdentityWithoutPrivateKey, damaged.Message);
        Assert.Equal(text[..(text.Length / 2)], File.ReadAllText(Path));
    }

    [Fact]
    public void ProtectedFile_OpensOnlyWithItsProtector()
    {
        using AesKeyProtector protector = new(RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength));
        using AesKeyProtector other = new(RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength));
        using PeerIdentity identity = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path, protector));
        using PeerIdentity again = PeerIdentity.LoadOrCreate(new FileIdentityStore(Path, protector));

        Assert.Equal(identity.Key, again.Key);
        Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Contains("aes-256-gcm", Refused(null), StringComparison.Ordinal);
        Assert.Contains("another user, machine or key", Refused(other), StringComparison.Ordinal);

        string Refused(IKeyProtector? with)
        {
            PeerStoreException refused = Assert.Throws<PeerStoreException>(() => new FileIdentityStore(Path, with).Load());
            Assert.Equal(PeerDiagnosisCode.StoreDamaged, refused.Diagnosis.Code);
            return refused.Message;
        }
    }

    [Fact]
    public void PlainFile_IsNotTakenForAProtectedOne()
    {
        PeerIdentity.LoadOrCreate(new FileIdentityStore(Path)).Dispose();
        using AesKeyProtector protector = new(RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength));

        Assert.Equal(PeerDiagnosisCode.StoreDamaged, Assert.Throws<PeerStoreException>(() => new FileIdentityStore(Path, protector).Load()).Diagnosis.Code);
    }

    [Fact]
    public void AnyChangeOfAProtectedFile_IsFoundOrHarmless()
    {
        using AesKeyProtector protector = new(RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength));
        FileIdentityStore store = new(Path, protector);
        using PeerIdentity identity = PeerIdentity.LoadOrCreate(store);
        byte[] whole = File.ReadAllBytes(Path);
        Random random = new(4711);
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(Path, damaged);
            try
            {
                using PeerIdentity? loaded = store.Load();
                Assert.Equal(identity.Key, loaded!.Key);
            }
            catch (PeerStoreException failure)
            {
                Assert.Equal(PeerDiagnosisCode.StoreDamaged, failure.Diagnosis.Code);
            }
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    public void KeyOfAnotherLength_IsRefused(int length) => Assert.Throws<ArgumentException>(() => new AesKeyProtector(new byte[length]));

    [Fact]
    public void ProtectedTwice_IsDifferentAndChangedOnesDoNotOpen()
    {
        using AesKeyProtector protector = new(RandomNumberGenerator.GetBytes(AesKeyProtector.KeyLength));
        byte[] secret = RandomNumberGenerator.GetBytes(100);
        byte[] one = protector.Protect(secret);

        Assert.NotEqual(one, protector.Protect(secret));
        Assert.Equal(secret, protector.Unprotect(one));
        one[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(one));
        Assert.ThrowsAny<CryptographicException>(() => protector.Unprotect(one.AsSpan(0, 27)));
    }

    [Fact]
    [SupportedOSPlatform("windows")]
    public void DataProtectionOfWindows_RoundTrips()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "DPAPI is part of Windows.");
        DpapiKeyProtector protector = new();
        byte[] secret = RandomNumberGenerator.GetBytes(100);

        Assert.Equal(secret, protector.Unprotect(protector.Protect(secret)));
    }
}
