using Orion.DemoArt.Light;
using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

public struct Hit
{
    public float Distance { get; set; }
    public Vector3 Point { get; set; }
    public Vector3 Local { get; set; }
    public Vector3 Normal { get; set; }
    public Material Material { get; set; }
    public Thing? Thing { get; set; }
}

/// <summary>Everything that one picture is made of.</summary>
public sealed class Scene(Backdrop backdrop, Camera camera)
{
    public List<Thing> Things { get; } = [];

    public List<Lamp> Lamps { get; } = [];

    public Camera Camera => camera;

    /// <summary>The room's own light, from below and from above.</summary>
    public Vector3 RoomLow { get; init; }

    public Vector3 RoomHigh { get; init; }

    public float Exposure { get; init; } = 1;

    public float Vignette { get; init; } = 0.12f;

    public Scene With(params IEnumerable<Thing> things)
    {
        Things.AddRange(things);
        Things.ForEach(thing => thing.Settle());
        return this;
    }

    public Scene Lit(params IEnumerable<Lamp> lamps)
    {
        Lamps.AddRange(lamps);
        return this;
    }

    public Vector3 Room(Vector3 direction) => Vector3.Lerp(RoomLow, RoomHigh, (direction.Y * 0.5f) + 0.5f);

    /// <param name="within">The glass that the ray is inside of.</param>
    /// <param name="fine">Bend the normal by the surface's relief; indirect light can't tell.</param>
    public bool Meet(Vector3 origin, Vector3 direction, out Hit hit, bool fine = false, Thing? within = null)
    {
        hit = default;
        var found = backdrop.Meet(origin, direction, 900, out var nearest, out var normal, out var material);
        Thing? thing = null;
        foreach (var candidate in Things)
        {
            if (candidate != within && candidate.March(origin, direction, nearest, false, out var at))
            {
                nearest = at;
                thing = candidate;
            }
        }

        if (!found && thing is null)
        {
            return false;
        }

        hit.Distance = nearest;
        hit.Point = origin + (direction * nearest);
        hit.Thing = thing;
        hit.Local = thing?.Local(hit.Point) ?? hit.Point;
        hit.Material = thing?.Material ?? material;
        var local = thing?.Normal(hit.Local) ?? normal;
        local = fine ? hit.Material.Bend(hit.Local, local) : local;
        hit.Normal = thing?.World(local) ?? local;
        return true;
    }

    /// <summary>The share of light that gets through; glass lets some through, tinted.</summary>
    public Vector3 Through(Vector3 origin, Vector3 direction, float distance)
    {
        var share = Vector3.One;
        foreach (var thing in Things)
        {
            if (thing.Shadows && thing.March(origin, direction, distance, false, out _))
            {
                if (thing.Material.Glass is not { } tint)
                {
                    return Vector3.Zero;
                }

                share *= 0.8f * tint;
            }
        }

        return share;
    }
}

/// <summary>A long lens: looks at a point so that a given width, in centimetres, fills the picture there.</summary>
public sealed class Camera
{
    private readonly Vector3 right;
    private readonly Vector3 up;
    private readonly Vector3 forward;
    private readonly float spread;

    public Camera(Vector3 target, float width, float elevation, float turn = 0, float reach = 4)
    {
        const float Radians = MathF.PI / 180;
        var distance = width * reach;
        forward = -new Vector3(
            MathF.Sin(turn * Radians) * MathF.Cos(elevation * Radians),
            MathF.Sin(elevation * Radians),
            MathF.Cos(turn * Radians) * MathF.Cos(elevation * Radians)
        );
        Position = target - (forward * distance);
        right = Vector3.Normalize(Vector3.Cross(forward, Vector3.UnitY));
        up = Vector3.Cross(right, forward);
        spread = width / distance;
    }

    public Vector3 Position { get; }

    /// <param name="x">From -0.5 at the left to 0.5 at the right; y upwards in the same unit.</param>
    public Vector3 Towards(float x, float y) => Vector3.Normalize(forward + (((right * x) + (up * y)) * spread));
}
