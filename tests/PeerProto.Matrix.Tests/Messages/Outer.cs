namespace PeerProto.Matrix.Tests.Messages;

public static partial class Outer
{
    public partial struct Middle
    {
        [PeerMessage]
        public sealed partial record InnerMessage([Member(0)] TimeSpan Time, [Member(1)] RecordStructMessage Value);
    }
}
