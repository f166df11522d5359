using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PeerProto.Generators.Model;

namespace PeerProto.Generators.Parsing;

/// <summary>Plans a codec: fills gaps with nil, joins neighbouring values of fixed size into runs, adds up sizes.</summary>
internal static class CodecModels
{
    /// <summary>Plans the codec of a message.</summary>
    /// <param name="codec">The codec's struct.</param>
    /// <param name="isReferenceType">Whether a value can be null.</param>
    /// <param name="isMap">Whether the message is a map of its members' keys.</param>
    /// <param name="members">The members, by id.</param>
    /// <param name="kept">The member that keeps what this side does not know, or null.</param>
    /// <param name="arguments">The members that the constructor takes, in its order.</param>
    public static CodecModel Plan(CodecStructModel codec, bool isReferenceType, bool isMap, IReadOnlyList<MemberModel> members, IEnumerable<MemberModel> arguments, MemberModel? kept = null)
    {
        int length = members.Count == 0 ? 0 : members[members.Count - 1].Id + 1;
        List<PartModel> parts = [.. Enumerable.Range(0, length).Select(id => new PartModel(id, members.FirstOrDefault(member => member.Id == id)))];
        List<SegmentModel> segments = isMap ? [] : [.. Segments([PartModel.Header, .. parts], length, kept is not null)];
        return new CodecModel(
            codec,
            isReferenceType,
            length,
            isMap || kept is not null ? $"{KnownNames.CompilerServices}.PeerCodec.Unbounded" : MaxSize(segments, length),
            segments.ToEquatableArray(),
            parts.ToEquatableArray(),
            arguments.ToEquatableArray())
        {
            IsMap = isMap,
            Kept = kept,
        };
    }

    private static IEnumerable<SegmentModel> Segments(List<PartModel> parts, int length, bool keeps)
    {
        for (int start = 0; start < parts.Count;)
        {
            int count = parts.Skip(start).TakeWhile(part => Size(part, length) is not null && !(keeps && part.Member is null)).Count();
            if (count > 1)
            {
                List<PartModel> run = parts.GetRange(start, count);
                yield return new SegmentModel(run.Sum(part => Size(part, length)!.Value), run.ToEquatableArray());
                start += count;
            }
            else
            {
                yield return new SegmentModel(null, parts.GetRange(start, 1).ToEquatableArray());
                start++;
            }
        }
    }

    private static string MaxSize(List<SegmentModel> segments, int length)
    {
        List<PartModel> parts = [.. segments.SelectMany(segment => segment.Parts)];
        if (parts.Any(part => part.Member is { Type.IsBounded: false }))
            return $"{KnownNames.CompilerServices}.PeerCodec.Unbounded";
        string own = parts.Sum(part => Size(part, length) ?? 0).ToString(CultureInfo.InvariantCulture);
        return string.Join(" + ", parts.Where(part => Size(part, length) is null).Select(part => part.Member!.Type.Codec + ".MaxSize").Prepend(own));
    }

    private static int? Size(PartModel part, int length) => part switch
    {
        { IsHeader: true } => Primitives.ArrayHeaderSize(length),
        { Member: { } member } => member.Type.Primitive?.MaxSize,
        _ => Primitives.NilSize,
    };
}
