using PeerProto.Architecture.Tests.Reading;

namespace PeerProto.Architecture.Tests;

/// <summary>
/// The protocol is pure: no socket, clock, thread, task, chance or logger. An analyzer refuses these in the editor; here the built assembly
/// is read, which no suppression in the source escapes.
/// </summary>
public sealed class ProtocolPurityTests
{
    private static readonly BannedSymbols Banned =
        BannedSymbols.Read(Path.Combine(Repository.Root, "src", "PeerProto.Protocol", "BannedSymbols.txt"));

    [Fact]
    public void BuiltProtocol_UsesNothingBanned() =>
        Assert.Empty(Banned.FindIn(Repository.Shipped.Single(project => project.Name == "PeerProto.Protocol").AssemblyPath));

    /// <summary>The sample uses each of these, so a ban that left the list, or one that is never found, shows here.</summary>
    [Theory]
    [InlineData("N:System.Net.Sockets")]
    [InlineData("T:System.IO.Stream")]
    [InlineData("N:System.Threading.Channels")]
    [InlineData("N:System.Threading.Tasks")]
    [InlineData("T:System.Threading.Thread")]
    [InlineData("T:System.Threading.Timer")]
    [InlineData("T:System.TimeProvider")]
    [InlineData("T:System.Diagnostics.Stopwatch")]
    [InlineData("T:System.Security.Cryptography.RandomNumberGenerator")]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("P:System.Environment.TickCount")]
    [InlineData("P:System.Environment.TickCount64")]
    [InlineData("P:System.Random.Shared")]
    [InlineData("M:System.Random.#ctor")]
    [InlineData("M:System.Guid.NewGuid")]
    public void BannedSymbol_IsFoundWhereItIsUsed(string symbol) =>
        Assert.Contains(symbol, Banned.FindIn(typeof(ProtocolPurityTests).Assembly.Location));

    [Fact]
    public void Logger_IsBanned() => Assert.Contains("N:Microsoft.Extensions.Logging", Banned.Symbols);

    [Fact]
    public void SymbolNobodyUses_IsNotFound() =>
        Assert.DoesNotContain("N:System.Timers", Banned.FindIn(typeof(ProtocolPurityTests).Assembly.Location));
}
