namespace Orion.DemoArt.Render;

/// <summary>
/// An edge-avoiding à-trous filter guided by normal, depth and the measured variance (after Dammertz et al. 2010 and
/// Schied et al. 2017): evens out the grain of few samples, keeps outlines and the edges of shadows.
/// </summary>
public static class Smoother
{
    private static readonly float[] Kernel = [3 / 8f, 1 / 4f, 1 / 16f];

    public static void Smooth(Plate plate, int threads)
    {
        for (var pass = 0; pass < 5; pass++)
        {
            (plate.Diffuse, plate.DiffuseSpread) = Pass(
                plate,
                plate.Diffuse,
                plate.DiffuseSpread,
                1 << pass,
                3.2f,
                40,
                threads
            );
        }

        for (var pass = 0; pass < 3; pass++)
        {
            (plate.Gloss, plate.GlossSpread) = Pass(
                plate,
                plate.Gloss,
                plate.GlossSpread,
                1 << pass,
                2.2f,
                90,
                threads
            );
        }
    }

    private static (Vector3[] Light, float[] Spread) Pass(
        Plate plate,
        Vector3[] light,
        float[] spread,
        int step,
        float tolerance,
        float strictness,
        int threads
    )
    {
        int width = plate.Width,
            height = plate.Height;
        var result = new Vector3[light.Length];
        var resultSpread = new float[light.Length];
        Parallel.For(
            0,
            height,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            y =>
            {
                for (var x = 0; x < width; x++)
                {
                    var at = (y * width) + x;
                    var bright = Plate.Brightness(light[at]);
                    var allowed = (tolerance * MathF.Sqrt(Around(spread, x, y, width, height))) + 1e-4f;
                    var normal = plate.Normal[at];
                    var depth = plate.Depth[at];
                    var slope = Slope(plate.Depth, x, y, width, height);
                    var sum = Vector3.Zero;
                    float sumSpread = 0,
                        weights = 0;
                    for (var dy = -2; dy <= 2; dy++)
                    {
                        var py = y + (dy * step);
                        if (py < 0 || py >= height)
                        {
                            continue;
                        }

                        for (var dx = -2; dx <= 2; dx++)
                        {
                            var px = x + (dx * step);
                            if (px < 0 || px >= width)
                            {
                                continue;
                            }

                            var other = (py * width) + px;
                            var apart = (normal - plate.Normal[other]).LengthSquared();
                            var reach = step * MathF.Sqrt((dx * dx) + (dy * dy));
                            var exponent =
                                (apart * strictness)
                                + (MathF.Abs(bright - Plate.Brightness(light[other])) / allowed)
                                + (MathF.Abs(depth - plate.Depth[other]) / ((slope * reach) + 0.05f));
                            var weight = Kernel[Math.Abs(dx)] * Kernel[Math.Abs(dy)] * MathF.Exp(-exponent);
                            sum += light[other] * weight;
                            sumSpread += spread[other] * weight * weight;
                            weights += weight;
                        }
                    }

                    result[at] = sum / weights;
                    resultSpread[at] = sumSpread / (weights * weights);
                }
            }
        );
        return (result, resultSpread);
    }

    private static float Around(float[] spread, int x, int y, int width, int height)
    {
        float sum = 0,
            weights = 0;
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dx = -1; dx <= 1; dx++)
            {
                int px = x + dx,
                    py = y + dy;
                if (px >= 0 && py >= 0 && px < width && py < height)
                {
                    sum += spread[(py * width) + px];
                    weights++;
                }
            }
        }

        return sum / weights;
    }

    private static float Slope(float[] depth, int x, int y, int width, int height)
    {
        var at = (y * width) + x;
        var across = MathF.Min(
            MathF.Abs(depth[at] - depth[x > 0 ? at - 1 : at + 1]),
            MathF.Abs(depth[at] - depth[x < width - 1 ? at + 1 : at - 1])
        );
        var down = MathF.Min(
            MathF.Abs(depth[at] - depth[y > 0 ? at - width : at + width]),
            MathF.Abs(depth[at] - depth[y < height - 1 ? at + width : at - width])
        );
        return MathF.Max(across, down);
    }
}
