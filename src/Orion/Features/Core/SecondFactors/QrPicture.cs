using System.Globalization;
using System.Text;
using QRCoder;

namespace Orion.Features.Core.SecondFactors;

/// <summary>A QR code as one path of an SVG, a unit for each module, with its quiet zone.</summary>
/// <param name="Size">Width and height.</param>
/// <param name="Path">The dark modules.</param>
public sealed record QrPicture(int Size, string Path)
{
    /// <summary>The picture of a text.</summary>
    public static QrPicture Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        foreach (var (y, row) in code.ModuleMatrix.Index())
            for (var x = 0; x < row.Length; x++)
            {
                var from = x;
                while (x < row.Length && row[x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }

        return new QrPicture(code.ModuleMatrix.Count, path.ToString());
    }
}
