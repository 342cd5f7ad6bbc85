using Orion.DemoArt.Light;
using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

public sealed partial class Tracer
{
    private Vector3 Glass(in Hit hit, Vector3 direction, Vector3 tint, ref Chance chance)
    {
        const float Index = 1.5f;
        var cosine = -Vector3.Dot(direction, hit.Normal);
        var reflected = 0.04f + (0.96f * MathF.Pow(1 - Math.Clamp(cosine, 0, 1), 5));
        var outside = hit.Point + (hit.Normal * Lift);
        var total = reflected * Radiance(outside, Vector3.Reflect(direction, hit.Normal), 1, true, ref chance);
        var share = new Vector3(1 - reflected);
        var way = Optics.Bend(direction, hit.Normal, 1 / Index);
        var at = hit.Point - (hit.Normal * Lift);
        for (var turn = 0; turn < 4; turn++)
        {
            if (!hit.Thing!.March(at, way, 200, true, out var exit))
            {
                break;
            }

            // Something stands in the glass: ink, wax, matches.
            if (scene.Meet(at, way, out var within, false, hit.Thing) && within.Distance < exit)
            {
                return total + (share * Optics.Fade(tint, within.Distance) * Shown(within, way, ref chance));
            }

            share *= Optics.Fade(tint, exit);
            var p = at + (way * exit);
            var normal = -hit.Thing.World(hit.Thing.Normal(hit.Thing.Local(p)));
            var leaving = Optics.Bend(way, normal, Index);
            if (leaving != Vector3.Zero)
            {
                var start = p - (normal * Lift * 2);
                return total + (share * Beyond(start, leaving, ref chance));
            }

            way = Vector3.Reflect(way, normal);
            at = p + (normal * Lift);
        }

        return total + (share * scene.Room(way) * 0.5f);
    }

    // Light enters a block of glass from all around, so what stands in it is lit as if in the open, less a little.
    private Vector3 Shown(in Hit hit, Vector3 way, ref Chance chance)
    {
        var surface = hit.Material.Shade(hit.Local, LocalNormal(hit));
        var start = hit.Point + (hit.Normal * Lift);
        var light = scene.Room(hit.Normal) * 0.8f;
        foreach (var lamp in scene.Lamps)
        {
            light += FromLamp(lamp, start, hit.Normal, -way, surface, ref chance, out _);
        }

        return surface.Emission + (surface.Albedo * light);
    }

    private Vector3 Beyond(Vector3 start, Vector3 way, ref Chance chance)
    {
        // A second pane of the same vessel is passed straight through: thin walls hardly bend light twice.
        for (var pane = 0; pane < 3; pane++)
        {
            if (!scene.Meet(start, way, out var next) || next.Material.Glass is not { } tint)
            {
                break;
            }

            start = next.Point - (next.Normal * 0.02f);
            if (next.Thing!.March(start, way, 200, true, out var exit))
            {
                start += way * (exit + 0.02f);
            }

            if (tint.X < 0.2f)
            {
                return Vector3.Zero;
            }
        }

        return Radiance(start, way, 1, true, ref chance);
    }
}
