namespace PeerProto.Tests.Contracts;

internal enum BoardMode
{
    Draw,
    WatchOnly = 7,
}
