namespace Orion.DemoArt.Surfaces;

/// <summary>What things other than pots are made of.</summary>
public static class Finish
{
    private static readonly Vector3 Dielectric = new(0.04f);

    public static Material Plain(string colour, float roughness = 0.6f, float mirror = 0.04f)
    {
        var albedo = Colour.Hex(colour);
        return new Material((_, _) => Of(albedo, roughness, mirror));
    }

    public static Material Metal(string colour, float roughness, float brushed = 0)
    {
        var mirror = Colour.Hex(colour);
        return new Material(
            (p, _) =>
                new Surface
                {
                    Mirror = mirror * (0.9f + (0.16f * Noise.Cloud(p * 0.8f))),
                    Roughness =
                        roughness + (brushed * 0.12f * Noise.Value(new Vector3(p.X * 0.6f, p.Y * 14, p.Z * 0.6f))),
                }
        );
    }

    /// <summary>Blackened, waxed steel: a metal's sheen over a dark oxide.</summary>
    public static Material Oxide(string colour, float roughness = 0.38f)
    {
        var dark = Colour.Hex(colour);
        return new Material(
            (p, _) =>
                new Surface
                {
                    Albedo = dark * (0.75f + (0.5f * Noise.Cloud(p * 0.9f))),
                    Mirror = new Vector3(0.09f, 0.088f, 0.085f),
                    Roughness = roughness + (0.14f * Noise.Cloud(p * 1.6f)),
                }
        );
    }

    public static Material Wood(string light, string dark, float roughness = 0.5f)
    {
        Vector3 early = Colour.Hex(light),
            late = Colour.Hex(dark);
        return new Material(
            (p, _) =>
            {
                var bent = p + (new Vector3(0, 1, 1) * (Noise.Value(p * 0.25f) * 1.6f));
                var rings = MathF.Sqrt(((bent.Y + 9) * (bent.Y + 9)) + (bent.Z * bent.Z * 1.4f)) * 2.3f;
                var grain = rings - MathF.Floor(rings);
                var fibre = Noise.Value(new Vector3(p.X * 1.2f, p.Y * 22, p.Z * 22));
                var tone = (Noise.Step(0, 0.75f, grain) - Noise.Step(0.85f, 1, grain)) * 0.65f;
                return Of(Vector3.Lerp(early, late, tone) * (0.86f + (0.22f * fibre)), roughness, 0.04f);
            }
        );
    }

    /// <summary>Travertine when banded and pitted, basalt when dark and close.</summary>
    public static Material Stone(string light, string dark, float bands, float pits, float roughness = 0.45f)
    {
        Vector3 pale = Colour.Hex(light),
            deep = Colour.Hex(dark);
        return new Material(
            (p, _) =>
            {
                var flow = (p.Y * bands) + (2.2f * Noise.Cloud(p * 0.22f)) + (0.25f * Noise.Cloud(p * 1.1f));
                var tone = Noise.Cloud(new Vector3(flow * 2.4f, p.X * 0.12f, p.Z * 0.12f));
                var fine = Noise.Cloud(p * 2.6f);
                var hole = pits * Noise.Step(0.64f, 0.7f, Noise.Cloud(new Vector3(p.X * 1.5f, p.Y * 5.2f, p.Z * 1.5f)));
                var colour =
                    Vector3.Lerp(pale, deep, Math.Clamp((tone * 1.5f) - 0.35f, 0, 1)) * (0.84f + (0.3f * fine));
                return Of(colour * (1 - (0.62f * hole)), roughness + (0.4f * hole), 0.04f);
            }
        );
    }

    /// <summary>Woven book cloth.</summary>
    public static Material Cloth(string colour)
    {
        var dye = Colour.Hex(colour);
        return new Material(
            (p, _) => Of(dye * (0.8f + (0.25f * Noise.Value(p * 14)) + (0.15f * Noise.Cloud(p))), 0.9f, 0.02f),
            p => 0.004f * (MathF.Sin(p.X * 46) * MathF.Sin(p.Z * 46) * MathF.Cos(p.Y * 46))
        );
    }

    /// <summary>The edge of a block of sheets: fine lines along the height.</summary>
    public static Material Pages(string colour)
    {
        var paper = Colour.Hex(colour);
        return new Material(
            (p, n) =>
                Of(
                    paper
                        * (
                            MathF.Abs(n.Y) > 0.7f
                                ? 1
                                : 0.8f + (0.25f * Noise.Value(new Vector3(p.X * 0.2f, p.Y * 28, p.Z * 0.2f)))
                        ),
                    0.9f,
                    0.02f
                )
        );
    }

    public static Material Paper(string colour)
    {
        var sheet = Colour.Hex(colour);
        return new Material((p, _) => Of(sheet * (0.95f + (0.09f * Noise.Cloud(p * 2.2f))), 0.85f, 0.025f));
    }

    public static Material Wax(string colour, float height, float glow)
    {
        var wax = Colour.Hex(colour);
        return new Material(
            (p, _) =>
            {
                // A lit candle shines through its own top; light in wax falls off within a few centimetres.
                var depth = MathF.Exp((p.Y - height) / 1.7f);
                var surface = Of(wax * (0.9f + (0.2f * Noise.Cloud(p * 0.7f))), 0.42f, 0.04f);
                surface.Emission = glow * depth * new Vector3(1, 0.46f, 0.13f) * (wax + new Vector3(0.08f));
                return surface;
            },
            p => Noise.Cloud(p * 1.1f) * 0.02f
        );
    }

    public static Material Glowing(Vector3 light, bool sampled = true) =>
        new((_, n) => new Surface { Emission = light * (0.55f + (0.45f * MathF.Abs(n.Z))), Roughness = 1 })
        {
            Sampled = sampled,
        };

    public static Material Clear(float r, float g, float b) =>
        new((_, _) => new Surface { Mirror = new Vector3(0.04f), Roughness = 0.02f }, null, new Vector3(r, g, b));

    public static Surface Of(Vector3 albedo, float roughness, float mirror) =>
        new()
        {
            Albedo = albedo,
            Roughness = roughness,
            Mirror = Dielectric * (mirror / 0.04f),
        };
}
