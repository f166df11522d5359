namespace PeerProto.Discovery.Native;

/// <summary>Puts the entries of a TXT record into the order of the wire.</summary>
internal static class TxtOrder
{
    /// <summary>The same entries from the last to the first. Data that is malformed stays as it is: it is refused where it is read.</summary>
    public static byte[] Reverse(byte[] data)
    {
        byte[] reversed = new byte[data.Length];
        int position = 0;
        while (position < data.Length)
        {
            int length = 1 + data[position];
            if (position + length > data.Length)
                return data;
            data.AsSpan(position, length).CopyTo(reversed.AsSpan(data.Length - position - length));
            position += length;
        }

        return reversed;
    }
}
