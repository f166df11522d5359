using System.Runtime.Versioning;
using PeerProto.Security.Tests.Stores;
using PeerProto.Security.Tests.Tls;

namespace PeerProto.Security.Tests.Trust;

public sealed class PairedPeerSecurityTests : IDisposable
{
    private readonly StoreDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PeersOfBothStores_AreWelcome()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerTrustStore anas = new();
        PeerTrustStore bobs = new();
        await anas.AddAsync(scene.Bob.Key, "Bob", cancellationToken: Token);
        await bobs.AddAsync(scene.Ana.Key, "Ana", cancellationToken: Token);
        Task<SecuredLink> accepting = scene.BobAcceptsAsync(PeerSecurity.Paired(bobs));

        Assert.Equal(scene.Bob.Key, (await scene.AnaConnectsAsync(PeerSecurity.Paired(anas))).RemoteKey);
        Assert.Equal(scene.Ana.Key, (await accepting).RemoteKey);
    }

    [Fact]
    public async Task StrangerToTheStore_IsRefusedAndTheOtherSideSeesTheEnd()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);

        PeerConnectionException refusal = await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Paired(new PeerTrustStore())));

        Assert.Equal(PeerDiagnosisCode.PeerNotPaired, refusal.Diagnosis.Code);
        Assert.True(refusal.Diagnosis.MayPass);
        Assert.Contains(scene.Ana.Key.ToString(), refusal.Cause, StringComparison.Ordinal);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    public async Task PeerThatAnotherProgramRevoked_IsRefusedAtItsNextConnection()
    {
        await using SecurityScene scene = await SecurityScene.StartAsync();
        PeerTrustStore here = PeerTrustStore.Open(_directory.File("trust.json"));
        PeerTrustStore there = PeerTrustStore.Open(_directory.File("trust.json"));
        await here.AddAsync(scene.Ana.Key, "Ana", cancellationToken: Token);
        await there.RevokeAsync(scene.Ana.Key, Token);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);

        Assert.Equal(PeerDiagnosisCode.PeerNotPaired, (await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Paired(here)))).Diagnosis.Code);
        await scene.SeesTheEndAsync(connecting);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task StoreThatOthersMayChange_LetsNobodyIn()
    {
        StoreDirectory.RequireModes();
        await using SecurityScene scene = await SecurityScene.StartAsync();
        string path = _directory.File("trust.json");
        PeerTrustStore store = PeerTrustStore.Open(path);
        await store.AddAsync(scene.Ana.Key, "Ana", cancellationToken: Token);
        File.WriteAllText(path, File.ReadAllText(path) + " ");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        Task<SecuredLink> connecting = scene.AnaConnectsAsync(PeerSecurity.Unverified);

        Assert.Equal(PeerDiagnosisCode.StoreNotPrivate, (await SecurityScene.RefusalAsync(scene.BobAcceptsAsync(PeerSecurity.Paired(store)))).Diagnosis.Code);
        await scene.SeesTheEndAsync(connecting);
    }
}
