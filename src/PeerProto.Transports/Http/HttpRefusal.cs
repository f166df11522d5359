using System.Text;

namespace PeerProto.Transports.Http;

/// <summary>An answer to a request that is not welcome.</summary>
/// <param name="Code">The status (RFC 9110 section 15).</param>
/// <param name="Reason">Its name.</param>
/// <param name="Sentence">Why, for whoever reads the answer.</param>
/// <param name="Fields">More header fields, each with its line end.</param>
internal sealed record HttpRefusal(int Code, string Reason, string Sentence, string Fields = "")
{
    /// <summary>The whole answer.</summary>
    public byte[] ToBytes()
    {
        string connection = Code == 426 ? "Connection: close, Upgrade\r\n" : "Connection: close\r\n";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {Code} {Reason}\r\n{connection}{Fields}Content-Type: text/plain\r\nContent-Length: {Sentence.Length + 1}\r\n\r\n{Sentence}\n");
    }
}
