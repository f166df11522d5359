using System.Collections;
using System.Reflection;

namespace PeerProto.Generators.Tests.Harness;

/// <summary>Sends the samples of a consumer through their codecs: the values of the property <c>Demo.Samples.All</c>.</summary>
internal static class RoundTrip
{
    /// <summary>Asserts that each sample arrives as it was sent.</summary>
    public static void AssertArrives(params string[] sources) => AssertArrives(GeneratorRun.Of(sources).Load());

    /// <summary>Asserts that each sample arrives as it was sent.</summary>
    public static void AssertArrives(Assembly consumer)
    {
        foreach (object message in Samples(consumer))
            Assert.Equal(Codec.Describe(message), Codec.Describe(Codec.Decode(message.GetType(), Codec.Encode(message))));
    }

    /// <summary>The samples.</summary>
    public static IEnumerable<object> Samples(Assembly consumer) =>
        ((IEnumerable)consumer.GetType("Demo.Samples")!.GetProperty("All")!.GetValue(null)!).Cast<object>();
}
