namespace PeerProto.Tests.Contracts;

/// <summary>A record that can be filled to the last byte.</summary>
[PeerTxtRecord]
internal sealed partial record FullTxt(
    [TxtKey("a")] byte[] A, [TxtKey("b")] byte[] B, [TxtKey("c")] byte[] C, [TxtKey("d")] byte[] D, [TxtKey("e")] byte[] E, [TxtKey("f")] byte[] F);
