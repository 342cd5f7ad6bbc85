namespace Orion.DemoArt.Surfaces;

/// <summary>Clay, and glaze over it.</summary>
public static class Ceramic
{
    /// <summary>Glaze over clay: bare below the line, thinner and warmer at the rim, with iron specks.</summary>
    public static Material Glaze(
        string glaze,
        string clay,
        string edge,
        float line,
        float rim,
        float specks,
        float roughness = 0.22f
    )
    {
        Vector3 coat = Colour.Hex(glaze),
            bare = Colour.Hex(clay),
            thin = Colour.Hex(edge);
        return new Material(
            (p, n) =>
            {
                var cloud = Noise.Cloud(p * 0.55f);
                var drift = (Noise.Value(p * 0.7f) - 0.5f) * 0.5f;
                var glazed = Noise.Step(line - 0.03f, line + 0.03f, p.Y + drift);
                var worn = Noise.Step(rim - 0.34f, rim, p.Y + ((Noise.Value(p * 2.2f) - 0.5f) * 0.3f));
                var pooled = 1 - Noise.Step(0, 0.5f, MathF.Abs(p.Y + drift - line - 0.12f));
                var colour =
                    Vector3.Lerp(coat * (0.86f + (0.28f * cloud)), thin, 0.75f * worn) * (1 - (0.18f * pooled));
                var speck = MathF.Max(Noise.Specks(p * 3.1f, specks), 0.8f * Noise.Specks(p * 6.7f, specks));
                colour = Vector3.Lerp(colour, thin * 0.3f, 0.85f * speck);
                var raw =
                    bare * (0.8f + (0.4f * Noise.Cloud(p * 4))) * (1 - (0.5f * Noise.Specks(p * 5, specks * 1.5f)));
                return glazed < 0.5f
                    ? Finish.Of(raw, 0.85f, 0.02f)
                    : Finish.Of(colour, roughness + (0.2f * worn), 0.045f);
            },
            p => (MathF.Sin((p.Y * 7) + (3 * Noise.Value(p * 0.5f))) * 0.0028f) + (Noise.Value(p * 5) * 0.006f)
        );
    }

    public static Material Clay(string colour, float specks = 0.2f)
    {
        var bare = Colour.Hex(colour);
        return new Material(
            (p, _) =>
                Finish.Of(
                    bare * (0.82f + (0.36f * Noise.Cloud(p * 1.7f))) * (1 - (0.55f * Noise.Specks(p * 4.5f, specks))),
                    0.8f,
                    0.03f
                ),
            p => (MathF.Sin((p.Y * 8) + (2 * Noise.Value(p * 0.6f))) * 0.004f) + (Noise.Value(p * 9) * 0.006f)
        );
    }

    /// <summary>Clay outside, glaze inside, told apart by which way the surface faces.</summary>
    public static Material GlazedInside(Material inside, Material outside, float rim) =>
        new(
            (p, n) =>
                (n.X * p.X) + (n.Z * p.Z) < 0 || (n.Y > 0.6f && p.Y < rim - 0.25f)
                    ? inside.Shade(p, n)
                    : outside.Shade(p, n),
            outside.Relief
        );
}
