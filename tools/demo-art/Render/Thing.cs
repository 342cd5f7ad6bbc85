using Orion.DemoArt.Geometry;
using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

/// <summary>A shape of one material, set down somewhere in a scene.</summary>
public sealed class Thing(Shape shape, Material material)
{
    private Vector3 place;
    private Quaternion turn = Quaternion.Identity;
    private Quaternion back = Quaternion.Identity;
    private readonly Box box = shape.Bounds.Grown(0.02f);
    private Box world;
    private bool turned;

    public Material Material => material;

    /// <summary>False for flames and panes, which throw no shadow.</summary>
    public bool Shadows { get; init; } = true;

    public Thing At(float x, float y, float z)
    {
        place = new Vector3(x, y, z);
        return this;
    }

    public Thing Moved(Vector3 by)
    {
        place += by;
        return this;
    }

    /// <summary>Turned, in degrees, about its own upright axis, then tipped forwards and sideways.</summary>
    public Thing Turned(float yaw, float forwards = 0, float sideways = 0)
    {
        const float Radians = MathF.PI / 180;
        turn =
            Quaternion.CreateFromAxisAngle(Vector3.UnitZ, sideways * Radians)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitX, forwards * Radians)
            * Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw * Radians);
        back = Quaternion.Conjugate(turn);
        turned = true;
        return this;
    }

    /// <summary>Swung with its place about the scene's upright axis, as a part of a group.</summary>
    public Thing Swung(float yaw)
    {
        var by = Quaternion.CreateFromAxisAngle(Vector3.UnitY, yaw * MathF.PI / 180);
        place = Vector3.Transform(place, by);
        turn = by * turn;
        back = Quaternion.Conjugate(turn);
        turned = true;
        return this;
    }

    /// <summary>Fixes the place; a ray that misses the box around it then costs next to nothing.</summary>
    public void Settle() => world = box.Turned(turn, place);

    public Vector3 Local(Vector3 p) => turned ? Vector3.Transform(p - place, back) : p - place;

    public Vector3 World(Vector3 direction) => turned ? Vector3.Transform(direction, turn) : direction;

    public Vector3 Normal(Vector3 local) => shape.Normal(local, 0.012f);

    /// <summary>Marches to the surface; from inside (for glass) the distance is turned about.</summary>
    public bool March(Vector3 origin, Vector3 direction, float nearest, bool inside, out float at)
    {
        at = nearest;
        float start = 0,
            end = nearest;
        if (!world.Clip(origin, Vector3.One / direction, ref start, ref end))
        {
            return false;
        }

        var o = Local(origin);
        var d = turned ? Vector3.Transform(direction, back) : direction;
        float near = 0,
            far = nearest;
        if (!box.Clip(o, Vector3.One / d, ref near, ref far))
        {
            return false;
        }

        var t = near;
        for (var step = 0; step < 110 && t < far; step++)
        {
            var away = shape.Distance(o + (d * t));
            away = inside ? -away : away;
            if (away < 0.0012f)
            {
                at = t;
                return true;
            }

            t += MathF.Max(away, 0.0012f);
        }

        return false;
    }
}
