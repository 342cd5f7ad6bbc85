namespace Orion.DemoArt.Surfaces;

/// <summary>What a point of a surface does with light. Colours are linear.</summary>
public struct Surface
{
    public Vector3 Albedo { get; set; }
    public Vector3 Emission { get; set; }

    /// <summary>Reflectance straight on: 0.04 for glazes and lacquers, the metal's colour for metals.</summary>
    public Vector3 Mirror { get; set; }
    public float Roughness { get; set; }
}

public delegate Surface Shading(Vector3 p, Vector3 n);

public sealed class Material(Shading shade, Func<Vector3, float>? relief = null, Vector3? glass = null)
{
    /// <summary>Height in centimetres by which the surface seems to stand out; bends the normal only.</summary>
    public Func<Vector3, float>? Relief => relief;

    /// <summary>For glass: the share of each colour left after one centimetre.</summary>
    public Vector3? Glass => glass;

    /// <summary>True when a lamp stands in for this surface's light: indirect rays then leave it out.</summary>
    public bool Sampled { get; init; }

    public Surface Shade(Vector3 p, Vector3 n) => shade(p, n);

    public Vector3 Bend(Vector3 p, Vector3 n)
    {
        if (relief is null)
        {
            return n;
        }

        const float Step = 0.01f;
        var here = relief(p);
        var slope =
            new Vector3(
                relief(p + (Vector3.UnitX * Step)) - here,
                relief(p + (Vector3.UnitY * Step)) - here,
                relief(p + (Vector3.UnitZ * Step)) - here
            ) / Step;
        return Vector3.Normalize(n - (slope - (n * Vector3.Dot(slope, n))));
    }
}

public static class Colour
{
    /// <summary>Linear light from an sRGB hexadecimal colour.</summary>
    public static Vector3 Hex(string hex)
    {
        var value = Convert.ToInt32(hex.TrimStart('#'), 16);
        return new Vector3(Linear(value >> 16), Linear((value >> 8) & 255), Linear(value & 255));
    }

    private static float Linear(int eight)
    {
        var v = eight / 255f;
        return v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
    }
}
