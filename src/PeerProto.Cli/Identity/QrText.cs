using System.Collections;
using System.Text;
using QRCoder;

namespace PeerProto.Cli.Identity;

/// <summary>Draws a QR code with characters of half a line's height, dark on light whatever the terminal's colours.</summary>
internal static class QrText
{
    private const string LightOnDark = "\u001b[30;47m";
    private const string Usual = "\u001b[0m";

    public static string Draw(string payload)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData code = generator.CreateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        List<BitArray> rows = code.ModuleMatrix; // with its quiet zone
        StringBuilder text = new();
        for (int y = 0; y < rows.Count; y += 2)
        {
            text.Append(LightOnDark);
            for (int x = 0; x < rows[y].Length; x++)
            {
                bool upper = rows[y][x];
                bool lower = y + 1 < rows.Count && rows[y + 1][x];
                text.Append((upper, lower) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            text.Append(Usual).Append('\n');
        }

        return text.ToString();
    }
}
