namespace PeerProto.Architecture.Tests.Samples;

/// <summary>A class that is neither sealed nor abstract, and a method that nobody can await: what the checks must find.</summary>
public class OpenSample
{
    public static async void Forget() => await Task.Yield();

    public static async Task Remember() => await Task.Yield();
}
