namespace Orion.DemoArt.Render;

/// <summary>The exposed picture before it is developed: planes of light with what guides their smoothing.</summary>
public sealed class Plate(int width, int height)
{
    public int Width => width;

    public int Height => height;

    public Vector3[] Diffuse { get; set; } = new Vector3[width * height];

    public Vector3[] Gloss { get; set; } = new Vector3[width * height];

    public Vector3[] Albedo { get; } = new Vector3[width * height];

    public Vector3[] Normal { get; } = new Vector3[width * height];

    public float[] Depth { get; } = new float[width * height];

    /// <summary>Variance of the brightness of the mean, per plane.</summary>
    public float[] DiffuseSpread { get; set; } = new float[width * height];

    public float[] GlossSpread { get; set; } = new float[width * height];

    public static Plate Expose(Scene scene, int width, int height, int samples, int threads)
    {
        var plate = new Plate(width, height);
        var tracer = new Tracer(scene);
        Parallel.For(
            0,
            height,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            y =>
            {
                for (var x = 0; x < width; x++)
                {
                    plate.ExposePoint(scene, tracer, x, y, samples);
                }
            }
        );
        return plate;
    }

    private void ExposePoint(Scene scene, Tracer tracer, int x, int y, int samples)
    {
        Finding sum = default;
        float diffuseSquares = 0,
            glossSquares = 0,
            diffuseSum = 0,
            glossSum = 0;
        var objects = false;
        var count = 0;
        for (; count < samples && (objects || count < (samples + 1) / 2); count++)
        {
            var chance = new Chance(x, y, count);
            var jitter = chance.Pair();
            var direction = scene.Camera.Towards(
                (x + jitter.X - (width / 2f)) / width,
                ((height / 2f) - y - jitter.Y) / width
            );
            var finding = tracer.Look(scene.Camera.Position, direction, ref chance);
            // Brighter than paper can show would leave jagged outlines once averaged.
            finding.Gloss = Vector3.Min(finding.Gloss, new Vector3(2.6f / scene.Exposure));
            objects |= finding.OnThing;
            sum.Diffuse += finding.Diffuse;
            sum.Gloss += finding.Gloss;
            sum.Albedo += finding.Albedo;
            sum.Normal += finding.Normal;
            sum.Depth += finding.Depth;
            float diffuse = Brightness(finding.Diffuse / (finding.Albedo + new Vector3(0.01f))),
                gloss = Brightness(finding.Gloss);
            diffuseSum += diffuse;
            glossSum += gloss;
            diffuseSquares += diffuse * diffuse;
            glossSquares += gloss * gloss;
        }

        var at = (y * width) + x;
        Albedo[at] = sum.Albedo / count;
        Diffuse[at] = sum.Diffuse / count / (Albedo[at] + new Vector3(0.01f));
        Gloss[at] = sum.Gloss / count;
        Normal[at] = sum.Normal / count;
        Depth[at] = sum.Depth / count;
        DiffuseSpread[at] = MathF.Max(0, (diffuseSquares / count) - (diffuseSum / count * diffuseSum / count)) / count;
        GlossSpread[at] = MathF.Max(0, (glossSquares / count) - (glossSum / count * glossSum / count)) / count;
    }

    public static float Brightness(Vector3 light) => Vector3.Dot(light, new Vector3(0.2126f, 0.7152f, 0.0722f));
}
