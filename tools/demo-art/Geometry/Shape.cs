namespace Orion.DemoArt.Geometry;

/// <summary>A solid given by its signed distance, in centimetres, negative inside.</summary>
public abstract class Shape
{
    public abstract Box Bounds { get; }

    /// <summary>A distance that never overshoots the surface, so that a ray may safely step by it.</summary>
    public abstract float Distance(Vector3 p);

    public Vector3 Normal(Vector3 p, float step)
    {
        // Four taps on a tetrahedron give the gradient of the distance with fewer evaluations than six axis taps.
        var a = new Vector3(1, -1, -1);
        var b = new Vector3(-1, -1, 1);
        var c = new Vector3(-1, 1, -1);
        var d = Vector3.One;
        return Vector3.Normalize(
            a * Distance(p + (a * step))
                + b * Distance(p + (b * step))
                + c * Distance(p + (c * step))
                + d * Distance(p + (d * step))
        );
    }

    public Shape At(float x, float y, float z = 0) => new Moved(this, new Vector3(x, y, z), Quaternion.Identity);

    public Shape Turned(Quaternion rotation) => new Moved(this, Vector3.Zero, rotation);

    public Shape And(Shape other, float blend = 0) => new Union(this, other, blend);

    public Shape Without(Shape other, float blend = 0.03f) => new Difference(this, other, blend);

    public Shape Stretched(float x, float y, float z) => new Stretched(this, new Vector3(x, y, z));
}

public readonly record struct Box(Vector3 Min, Vector3 Max)
{
    public static Box Around(Vector3 half) => new(-half, half);

    public Box Grown(float by) => new(Min - new Vector3(by), Max + new Vector3(by));

    public Box With(Box other) => new(Vector3.Min(Min, other.Min), Vector3.Max(Max, other.Max));

    /// <summary>The box, along the axes, around this one when it has been turned and then moved.</summary>
    public Box Turned(Quaternion rotation, Vector3 offset)
    {
        Vector3 min = new(float.MaxValue),
            max = new(float.MinValue);
        for (var corner = 0; corner < 8; corner++)
        {
            var at = new Vector3(
                (corner & 1) == 0 ? Min.X : Max.X,
                (corner & 2) == 0 ? Min.Y : Max.Y,
                (corner & 4) == 0 ? Min.Z : Max.Z
            );
            at = Vector3.Transform(at, rotation) + offset;
            min = Vector3.Min(min, at);
            max = Vector3.Max(max, at);
        }

        return new Box(min, max);
    }

    /// <summary>How far a point is from the box; zero within it.</summary>
    public float Away(Vector3 p) => Vector3.Max(Vector3.Max(Min - p, p - Max), Vector3.Zero).Length();

    /// <summary>The part of a ray inside the box; false when the ray misses it.</summary>
    public bool Clip(Vector3 origin, Vector3 inverseDirection, ref float near, ref float far)
    {
        var a = (Min - origin) * inverseDirection;
        var b = (Max - origin) * inverseDirection;
        var low = Vector3.Min(a, b);
        var high = Vector3.Max(a, b);
        near = MathF.Max(MathF.Max(low.X, low.Y), MathF.Max(low.Z, near));
        far = MathF.Min(MathF.Min(high.X, high.Y), MathF.Min(high.Z, far));
        return near < far;
    }
}
