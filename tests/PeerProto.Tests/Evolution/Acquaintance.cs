namespace PeerProto.Tests.Evolution;

/// <summary>Two apps that have met.</summary>
/// <param name="Older">The older app's session.</param>
/// <param name="Newer">The newer app's session.</param>
/// <param name="NewerPeer">The newer app as the older one sees it.</param>
/// <param name="OlderPeer">The older app as the newer one sees it.</param>
internal sealed record Acquaintance(
    PeerSession<Older.IPaper> Older, PeerSession<Newer.IDrawing> Newer, Peer<Older.IPaper> NewerPeer, Peer<Newer.IDrawing> OlderPeer);
