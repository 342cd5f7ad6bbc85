namespace Orion.DemoArt.Geometry;

public sealed class Moved : Shape
{
    private readonly Shape inner;
    private readonly Vector3 offset;
    private readonly Quaternion back;
    private readonly bool turned;

    public Moved(Shape inner, Vector3 offset, Quaternion rotation)
    {
        this.inner = inner;
        this.offset = offset;
        back = Quaternion.Conjugate(rotation);
        turned = rotation != Quaternion.Identity;
        Bounds = inner.Bounds.Turned(rotation, offset);
    }

    public override Box Bounds { get; }

    public override float Distance(Vector3 p) =>
        inner.Distance(turned ? Vector3.Transform(p - offset, back) : p - offset);
}

/// <summary>Two shapes joined; a blend radius in centimetres fills the seam, as wet clay does.</summary>
public sealed class Union(Shape a, Shape b, float blend) : Shape
{
    private readonly Box far = b.Bounds;

    public override Box Bounds { get; } = a.Bounds.With(b.Bounds).Grown(blend / 4);

    public override float Distance(Vector3 p)
    {
        var x = a.Distance(p);
        var away = far.Away(p);
        // Halved, since a flattened rod understates its own distance by up to that much.
        if (away * 0.5f > MathF.Max(x, 0) + blend)
        {
            return x;
        }

        var y = b.Distance(p);
        if (blend <= 0)
        {
            return MathF.Min(x, y);
        }

        var overlap = MathF.Max(blend - MathF.Abs(x - y), 0) / blend;
        return MathF.Min(x, y) - (overlap * overlap * blend * 0.25f);
    }
}

public sealed class Difference(Shape a, Shape b, float blend) : Shape
{
    private readonly Box cut = b.Bounds;

    public override Box Bounds => a.Bounds;

    public override float Distance(Vector3 p)
    {
        var x = a.Distance(p);
        if (cut.Away(p) * 0.5f > MathF.Max(-x, 0) + blend)
        {
            return x;
        }

        var y = -b.Distance(p);
        var overlap = MathF.Max(blend - MathF.Abs(x - y), 0) / blend;
        return MathF.Max(x, y) + (overlap * overlap * blend * 0.25f);
    }
}

public sealed class Stretched(Shape inner, Vector3 scale) : Shape
{
    private readonly float safe = MathF.Min(scale.X, MathF.Min(scale.Y, scale.Z));

    public override Box Bounds { get; } = new(inner.Bounds.Min * scale, inner.Bounds.Max * scale);

    public override float Distance(Vector3 p) => inner.Distance(p / scale) * safe;
}
