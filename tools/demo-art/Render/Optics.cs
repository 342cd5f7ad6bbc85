using Orion.DemoArt.Light;
using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

/// <summary>How light leaves a surface: GGX gloss (Walter et al. 2007), Schlick's Fresnel, Snell's bend.</summary>
public static class Optics
{
    // Wide lobes find lamps by aiming at them, narrow ones by reflection; each is quiet where the other is noisy.
    public static bool Aimed(in Surface surface, Lamp lamp) => surface.Roughness > 0.3f || lamp is Globe;

    public static Vector3 Sheen(in Surface surface, Vector3 n, Vector3 l, Vector3 v)
    {
        var half = Vector3.Normalize(l + v);
        float a = MathF.Max(surface.Roughness * surface.Roughness, 0.004f),
            square = a * a;
        float nh = MathF.Max(Vector3.Dot(n, half), 0),
            nv = MathF.Max(Vector3.Dot(n, v), 0.05f),
            nl = MathF.Max(Vector3.Dot(n, l), 0.05f);
        var shape = (nh * nh * (square - 1)) + 1;
        var spread = square / (MathF.PI * shape * shape);
        var masked = 0.5f / (float.Lerp(2 * nl * nv, nl + nv, a) + 1e-4f);
        return Fresnel(surface, Vector3.Dot(half, v)) * MathF.Min(spread * masked, 40);
    }

    public static Vector3 Fresnel(in Surface surface, float cosine)
    {
        var rest = 1 - Math.Clamp(cosine, 0, 1);
        var grazing = rest * rest * rest * rest * rest * (1 - (0.75f * surface.Roughness));
        return surface.Mirror + ((Vector3.One - surface.Mirror) * grazing);
    }

    public static Vector3 Fade(Vector3 tint, float distance) =>
        new(MathF.Pow(tint.X, distance), MathF.Pow(tint.Y, distance), MathF.Pow(tint.Z, distance));

    public static Vector3 Bend(Vector3 d, Vector3 n, float ratio)
    {
        var cosine = -Vector3.Dot(d, n);
        var root = 1 - (ratio * ratio * (1 - (cosine * cosine)));
        return root < 0 ? Vector3.Zero : Vector3.Normalize((d * ratio) + (n * ((ratio * cosine) - MathF.Sqrt(root))));
    }

    public static Vector3 Scatter(Vector3 n, Vector2 pair)
    {
        var (t, b) = Frame.Around(n);
        var radius = MathF.Sqrt(pair.X);
        return Vector3.Normalize(
            (t * (radius * MathF.Cos(pair.Y * MathF.Tau)))
                + (b * (radius * MathF.Sin(pair.Y * MathF.Tau)))
                + (n * MathF.Sqrt(MathF.Max(0.001f, 1 - pair.X)))
        );
    }
}
