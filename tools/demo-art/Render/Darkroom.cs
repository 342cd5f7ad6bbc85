using NetVips;

namespace Orion.DemoArt.Render;

/// <summary>Turns light into a picture file: exposure, a film-like shoulder, a slight vignette, sRGB, WebP.</summary>
public static class Darkroom
{
    private const int Coarse = 4;

    public static byte[] Develop(Plate plate, Scene scene)
    {
        var halo = Halo(plate, scene);
        var bytes = new byte[plate.Width * plate.Height * 3];
        for (var y = 0; y < plate.Height; y++)
        {
            for (var x = 0; x < plate.Width; x++)
            {
                var at = (y * plate.Width) + x;
                var light = (plate.Diffuse[at] * (plate.Albedo[at] + new Vector3(0.01f))) + plate.Gloss[at];
                var dx = (x / (float)plate.Width) - 0.5f;
                var dy = (y / (float)plate.Height) - 0.5f;
                light += halo[((y / Coarse) * ((plate.Width + Coarse - 1) / Coarse)) + (x / Coarse)];
                light *= scene.Exposure * (1 - (scene.Vignette * 2 * ((dx * dx) + (dy * dy))));
                light = Shoulder(light);
                var shift = Dither(x, y);
                bytes[at * 3] = Encode(light.X, shift);
                bytes[(at * 3) + 1] = Encode(light.Y, shift);
                bytes[(at * 3) + 2] = Encode(light.Z, shift);
            }
        }

        return bytes;
    }

    /// <summary>Writes the picture and returns its size in bytes; quality gives way before the limit does.</summary>
    public static int Save(byte[] bytes, int width, int height, string file, int limit)
    {
        using var image = Image.NewFromMemory(bytes, width, height, 3, Enums.BandFormat.Uchar);
        byte[] encoded = [];
        for (var quality = 84; quality >= 60; quality -= 4)
        {
            encoded = image.WebpsaveBuffer(q: quality, effort: 5, smartSubsample: true, keep: Enums.ForeignKeep.None);
            if (encoded.Length <= limit)
            {
                break;
            }
        }

        File.WriteAllBytes(file, encoded);
        return encoded.Length;
    }

    // What a lens scatters about a flame or a lit globe: the brightest parts, blurred widely and laid over faintly.
    private static Vector3[] Halo(Plate plate, Scene scene)
    {
        int width = (plate.Width + Coarse - 1) / Coarse,
            height = (plate.Height + Coarse - 1) / Coarse;
        var bright = new Vector3[width * height];
        for (var at = 0; at < plate.Gloss.Length; at++)
        {
            var over = Vector3.Max(plate.Gloss[at] - new Vector3(0.8f / scene.Exposure), Vector3.Zero);
            bright[((at / plate.Width / Coarse) * width) + (at % plate.Width / Coarse)] += over / (Coarse * Coarse);
        }

        var sum = new Vector3[bright.Length];
        for (var round = 0; round < 9; round++)
        {
            bright = Blur(Blur(bright, width, height, 1, 0), width, height, 0, 1);
            if (round is 2 or 5 or 8)
            {
                sum = [.. sum.Zip(bright, (a, b) => a + (b * 0.06f))];
            }
        }

        return sum;
    }

    private static Vector3[] Blur(Vector3[] from, int width, int height, int dx, int dy)
    {
        var reach = Math.Max(1, width / 40);
        var result = new Vector3[from.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (var i = -reach; i <= reach; i++)
                {
                    var px = Math.Clamp(x + (i * dx), 0, width - 1);
                    sum += from[(Math.Clamp(y + (i * dy), 0, height - 1) * width) + px];
                }

                result[(y * width) + x] = sum / ((2 * reach) + 1);
            }
        }

        return result;
    }

    // Linear up to the middle tones, then a shoulder. Bending only the channels one by one would turn bright warm
    // tones yellow, bending only the strongest would leave flames flat; half of each keeps hue and still burns out.
    private static Vector3 Shoulder(Vector3 light)
    {
        light = Vector3.Max(light, Vector3.Zero);
        var strongest = MathF.Max(light.X, MathF.Max(light.Y, light.Z)) + 1e-6f;
        var alike = light * (Shoulder(strongest) / strongest);
        return (alike * 0.6f) + (new Vector3(Shoulder(light.X), Shoulder(light.Y), Shoulder(light.Z)) * 0.4f);
    }

    private static float Shoulder(float v)
    {
        const float Knee = 0.6f;
        return v <= Knee ? v : Knee + ((1 - Knee) * (1 - MathF.Exp(-(v - Knee) / (1 - Knee))));
    }

    private static byte Encode(float v, float shift)
    {
        v = v <= 0.0031308f ? v * 12.92f : (1.055f * MathF.Pow(v, 1 / 2.4f)) - 0.055f;
        return (byte)Math.Clamp((v * 255) + shift, 0, 255);
    }

    // An ordered half-step of dither keeps long gradients on the backdrop from showing bands.
    private static float Dither(int x, int y) => 0.5f + ((((x * 5) + (y * 3)) % 8 / 8f) - 0.4375f);
}
