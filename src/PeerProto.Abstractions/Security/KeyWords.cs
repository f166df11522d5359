namespace PeerProto;

/// <summary>
/// One word for each value of a byte, for people who read keys to each other: short, of everyday use, told apart by their first three letters and by their sound. The order is alphabetic and
/// never changes.
/// </summary>
internal static class KeyWords
{
    private const int PrefixLength = 3;

    private static readonly string[] Words = """
        acorn agent aisle album alloy amber apron arch aspen atlas attic azure badge banjo beach berry bison bloom boat bread brick brush buggy bulb
        cabin cafe cedar cello chalk choir clay cliff clock cocoa crown cycle daisy dance dawn deer delta denim dinner doctor dove drum duck eagle
        easel echo eclipse eight elbow emerald engine equator evening exhibit fabric falcon family farm fence field fish flag flute frame fruit
        gadget galaxy garden gecko giant ginger glove gown grape guitar gulf hammer harbor hawk hedge heron hill hobby hood hotel house humor iceberg
        icon igloo iguana image impala inch indigo insect island ivory jacket jaguar jasmine jazz jelly jersey jester jewel jigsaw juice jumbo karate
        kayak kennel kilt kiosk kitchen knee knight koala label ladder lamp leaf lemon lily linen logic lotus lucky lunch magnet mango maple mask
        matrix meadow medal melon mentor mimic mixer napkin nature navy nectar needle neon nephew nickel north novel nurse oasis object ocean office
        olive omega onion onyx opal orbit otter paint panda paper patio petal phone piano pixel pizza plum polar porch quail quiet rabbit radio raft
        ranch raven razor reef rice robin royal ruby salad satin scarf seed shell siren skate smile snail snow sofa swan table taxi tiger toast tonic
        topaz tuba tulip tutor tweed twig ukulele uncle unicorn urban urchin usher utensil vacuum valley vapor velvet vendor verse video violin vivid
        voice vortex waffle walnut watch wave wheat wicker widget window wolf wren wrist yacht yard yeast yellow yodel yogurt young zebra zenith
        zephyr zigzag zinc zodiac
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    public static string Of(byte value) => Words[value];

    /// <summary>Reads a word, of which the first three letters suffice, in any case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text.Length < PrefixLength)
            return false;
        int low = 0;
        int high = Words.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = text[..PrefixLength].CompareTo(Words[middle].AsSpan(0, PrefixLength), StringComparison.OrdinalIgnoreCase);
            if (order == 0)
            {
                value = (byte)middle;
                return Words[middle].AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase);
            }

            if (order < 0)
                high = middle - 1;
            else
                low = middle + 1;
        }

        return false;
    }
}
