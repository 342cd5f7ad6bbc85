using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Light;

/// <summary>A light that can be aimed at: gives a point on itself for a shadow ray.</summary>
public abstract class Lamp
{
    /// <summary>Unshadowed light that reaches p from a random point of the lamp, and where that point is.</summary>
    public abstract Vector3 Sample(Vector3 p, float u, float v, out Vector3 towards, out float distance);

    /// <summary>What a mirror ray sees of it; zero when the ray misses or something nearer is in the way.</summary>
    public virtual Vector3 Seen(Vector3 origin, Vector3 direction, float nearest, out float distance)
    {
        distance = 0;
        return Vector3.Zero;
    }
}

/// <summary>A soft box: a rectangle that shines to one side and fades towards its edges.</summary>
public sealed class SoftBox : Lamp
{
    private readonly Vector3 centre;
    private readonly Vector3 across;
    private readonly Vector3 up;
    private readonly Vector3 facing;
    private readonly Vector3 light;
    private readonly float area;
    private readonly Func<Vector3, float>? mask;

    /// <param name="mask">Share of light let through towards a point of the scene: a window's bars, leaves.</param>
    public SoftBox(
        Vector3 centre,
        Vector3 target,
        float width,
        float height,
        Vector3 light,
        Func<Vector3, float>? mask = null
    )
    {
        this.centre = centre;
        this.light = light;
        this.mask = mask;
        facing = Vector3.Normalize(target - centre);
        var side = Vector3.Normalize(
            Vector3.Cross(MathF.Abs(facing.Y) > 0.95f ? Vector3.UnitZ : Vector3.UnitY, facing)
        );
        across = side * (width / 2);
        up = Vector3.Cross(facing, side) * (height / 2);
        area = width * height;
    }

    public override Vector3 Sample(Vector3 p, float u, float v, out Vector3 towards, out float distance)
    {
        u = (2 * u) - 1;
        v = (2 * v) - 1;
        var way = centre + (across * u) + (up * v) - p;
        distance = way.Length();
        towards = way / distance;
        var cosine = -Vector3.Dot(towards, facing);
        if (cosine <= 0)
        {
            return Vector3.Zero;
        }

        var power = light * (Fade(u, v) * cosine * area / (distance * distance));
        return mask is null ? power : power * mask(p + (towards * (p.Y / -MathF.Min(towards.Y, -0.01f))));
    }

    public override Vector3 Seen(Vector3 origin, Vector3 direction, float nearest, out float distance)
    {
        distance = 0;
        var cosine = Vector3.Dot(direction, facing);
        if (cosine >= -1e-4f)
        {
            return Vector3.Zero;
        }

        distance = Vector3.Dot(centre - origin, facing) / cosine;
        if (distance <= 0 || distance > nearest)
        {
            return Vector3.Zero;
        }

        var at = origin + (direction * distance) - centre;
        var u = Vector3.Dot(at, across) / across.LengthSquared();
        var v = Vector3.Dot(at, up) / up.LengthSquared();
        return MathF.Abs(u) > 1 || MathF.Abs(v) > 1 ? Vector3.Zero : light * Fade(u, v);
    }

    private static float Fade(float u, float v) =>
        Noise.Step(1.02f, 0.6f, MathF.Abs(u)) * Noise.Step(1.02f, 0.6f, MathF.Abs(v));
}

/// <summary>A glowing globe, bulb or flame.</summary>
public sealed class Globe(Vector3 centre, float radius, Vector3 light) : Lamp
{
    public override Vector3 Sample(Vector3 p, float u, float v, out Vector3 towards, out float distance)
    {
        // A uniform point on the cap that p can see, which wastes no sample on the far side.
        var way = centre - p;
        var square = way.LengthSquared();
        var sine = MathF.Min(radius * radius / square, 0.998f);
        var open = 1 - MathF.Sqrt(1 - sine);
        var cosine = 1 - (u * open);
        var side = MathF.Sqrt(MathF.Max(0, 1 - (cosine * cosine)));
        var axis = way / MathF.Sqrt(square);
        var (t, b) = Frame.Around(axis);
        towards = (t * (side * MathF.Cos(v * MathF.Tau))) + (b * (side * MathF.Sin(v * MathF.Tau))) + (axis * cosine);
        distance = MathF.Max(0.01f, MathF.Sqrt(square) - radius - 0.05f);
        return light * (MathF.Tau * open);
    }
}

public static class Frame
{
    public static (Vector3 Tangent, Vector3 Across) Around(Vector3 n)
    {
        var sign = n.Z >= 0 ? 1f : -1f;
        var a = -1 / (sign + n.Z);
        var b = n.X * n.Y * a;
        return (
            new Vector3(1 + (sign * n.X * n.X * a), sign * b, -sign * n.X),
            new Vector3(b, sign + (n.Y * n.Y * a), -n.Y)
        );
    }
}
