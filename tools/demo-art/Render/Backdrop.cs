using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

/// <summary>A table that runs into a wall, through a curve as studio paper does, or with a plain edge.</summary>
public sealed class Backdrop(Material table, Material wall, float depth, float bend)
{
    public bool Meet(Vector3 o, Vector3 d, float nearest, out float at, out Vector3 normal, out Material material)
    {
        at = nearest;
        normal = Vector3.UnitY;
        material = table;
        var turn = -depth + bend;
        if (d.Y < 0)
        {
            var t = -o.Y / d.Y;
            if (t > 1e-3f && t < nearest && o.Z + (d.Z * t) >= turn)
            {
                at = t;
                return true;
            }
        }

        if (d.Z < 0)
        {
            var t = (-depth - o.Z) / d.Z;
            if (t > 1e-3f && t < nearest && o.Y + (d.Y * t) >= bend)
            {
                at = t;
                normal = Vector3.UnitZ;
                material = wall;
                return true;
            }
        }

        return bend > 0 && MeetBend(o, d, nearest, turn, ref at, ref normal);
    }

    private bool MeetBend(Vector3 o, Vector3 d, float nearest, float turn, ref float at, ref Vector3 normal)
    {
        float y = o.Y - bend,
            z = o.Z - turn;
        var a = (d.Y * d.Y) + (d.Z * d.Z);
        var b = (y * d.Y) + (z * d.Z);
        var c = (y * y) + (z * z) - (bend * bend);
        var root = (b * b) - (a * c);
        if (root <= 0 || a < 1e-8f)
        {
            return false;
        }

        var t = (-b + MathF.Sqrt(root)) / a;
        var p = o + (d * t);
        if (t <= 1e-3f || t >= nearest || p.Y > bend || p.Z > turn)
        {
            return false;
        }

        at = t;
        normal = Vector3.Normalize(new Vector3(0, bend - p.Y, turn - p.Z));
        return true;
    }
}
