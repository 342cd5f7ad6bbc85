namespace Orion.DemoArt.Geometry;

public sealed class Block(float width, float height, float depth, float rounding) : Shape
{
    private readonly Vector3 half = new Vector3(width, height, depth) / 2;

    public override Box Bounds => Box.Around(half);

    public override float Distance(Vector3 p)
    {
        var q = Vector3.Abs(p) - half + new Vector3(rounding);
        return Vector3.Max(q, Vector3.Zero).Length() + MathF.Min(MathF.Max(q.X, MathF.Max(q.Y, q.Z)), 0) - rounding;
    }
}

/// <summary>An upright cylinder, standing on y = 0.</summary>
public sealed class Drum(float radius, float height, float rounding) : Shape
{
    public override Box Bounds => new(new Vector3(-radius, 0, -radius), new Vector3(radius, height, radius));

    public override float Distance(Vector3 p)
    {
        var x = MathF.Sqrt((p.X * p.X) + (p.Z * p.Z)) - radius + rounding;
        var y = MathF.Abs(p.Y - (height / 2)) - (height / 2) + rounding;
        var outside = MathF.Sqrt((MathF.Max(x, 0) * MathF.Max(x, 0)) + (MathF.Max(y, 0) * MathF.Max(y, 0)));
        return outside + MathF.Min(MathF.Max(x, y), 0) - rounding;
    }
}

public sealed class Ball(float radius) : Shape
{
    public override Box Bounds => Box.Around(new Vector3(radius));

    public override float Distance(Vector3 p) => p.Length() - radius;
}

public sealed class Ring(float radius, float thickness) : Shape
{
    public override Box Bounds => Box.Around(new Vector3(radius + thickness, thickness, radius + thickness));

    public override float Distance(Vector3 p)
    {
        var x = MathF.Sqrt((p.X * p.X) + (p.Z * p.Z)) - radius;
        return MathF.Sqrt((x * x) + (p.Y * p.Y)) - thickness;
    }
}

/// <summary>A six-sided bar along x, as a pencil is.</summary>
public sealed class HexBar(float length, float flat, float rounding) : Shape
{
    public override Box Bounds => Box.Around(new Vector3(length / 2, flat * 1.2f, flat * 1.2f));

    public override float Distance(Vector3 p)
    {
        var y = MathF.Abs(p.Y);
        var z = MathF.Abs(p.Z);
        var across = MathF.Max(y, (z * 0.8660254f) + (y * 0.5f)) - flat + rounding;
        var along = MathF.Abs(p.X) - (length / 2) + rounding;
        var a = MathF.Max(across, 0);
        var b = MathF.Max(along, 0);
        return MathF.Sqrt((a * a) + (b * b)) + MathF.Min(MathF.Max(across, along), 0) - rounding;
    }
}

/// <summary>A rod through points, its radius running evenly from first to last: handles, spouts, stems.</summary>
public sealed class Rod : Shape
{
    private readonly Vector3[] points;
    private readonly float[] radii;
    private readonly float flatten;

    public Rod(Vector3[] through, float from, float to, float flatten = 1)
    {
        this.flatten = flatten;
        points = Curve.Through(through, 6);
        radii = [.. points.Select((_, i) => float.Lerp(from, to, i / (float)(points.Length - 1)))];
        var thick = MathF.Max(from, to);
        Vector3 min = points[0],
            max = points[0];
        foreach (var point in points)
        {
            min = Vector3.Min(min, point);
            max = Vector3.Max(max, point);
        }

        var grow = new Vector3(thick, thick, thick / flatten);
        Bounds = new Box(min - grow, max + grow);
    }

    public override Box Bounds { get; }

    public override float Distance(Vector3 p)
    {
        p.Z *= flatten;
        var best = float.MaxValue;
        for (var i = 0; i + 1 < points.Length; i++)
        {
            var side = points[i + 1] - points[i];
            var from = p - points[i];
            var along = Math.Clamp(Vector3.Dot(from, side) / side.LengthSquared(), 0, 1);
            var away = (from - (side * along)).Length() - float.Lerp(radii[i], radii[i + 1], along);
            best = MathF.Min(best, away);
        }

        return best * 0.9f;
    }
}
