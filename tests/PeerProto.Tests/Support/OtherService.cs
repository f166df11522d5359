namespace PeerProto.Tests.Support;

internal sealed class OtherService : OtherContractBase;
