using PeerProto.CompilerServices;

namespace PeerProto.Abstractions.Tests.CompilerServices;

/// <summary>A message that contains itself, once in a list and once directly.</summary>
public sealed record Tree(string Name, List<Tree> Children, Tree? Next)
{
    public bool Equals(Tree? other) =>
        other is not null && Name == other.Name && Children.SequenceEqual(other.Children) && Equals(Next, other.Next);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public static Tree Chain(int depth) => depth == 1 ? new Tree("leaf", [], null) : new Tree("", [], Chain(depth - 1));

    public readonly struct PeerCodec : IPeerCodec<Tree>
    {
        public static int MaxSize => PeerProto.CompilerServices.PeerCodec.Unbounded;

        public static void Write(ref PeerWriter writer, in Tree value)
        {
            writer.WriteArrayHeader(3);
            StringCodec.Write(ref writer, value.Name);
            ListCodec<Tree, PeerCodec>.Write(ref writer, value.Children);
            OptionalCodec<Tree, PeerCodec>.Write(ref writer, value.Next);
        }

        public static Tree Read(ref PeerReader reader)
        {
            int count = reader.BeginMessage();
            string name = count > 0 ? StringCodec.Read(ref reader) : "";
            List<Tree> children = count > 1 ? ListCodec<Tree, PeerCodec>.Read(ref reader) : [];
            Tree? next = count > 2 ? OptionalCodec<Tree, PeerCodec>.Read(ref reader) : default;
            reader.EndMessage(count, 3);
            return new Tree(name, children, next);
        }
    }
}
