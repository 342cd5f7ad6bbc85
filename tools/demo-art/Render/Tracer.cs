using Orion.DemoArt.Light;
using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Render;

/// <summary>Follows light back from the camera: lamps aimed at, two bounces, then the room's own light.</summary>
public sealed partial class Tracer(Scene scene)
{
    private const float Lift = 0.012f;
    private const int Bounces = 2;

    public Finding Look(Vector3 origin, Vector3 direction, ref Chance chance)
    {
        var finding = new Finding
        {
            Albedo = Vector3.One,
            Depth = 900,
            Normal = -direction,
        };
        if (!scene.Meet(origin, direction, out var hit, true))
        {
            finding.Gloss = scene.Room(direction);
            return finding;
        }

        finding.Depth = hit.Distance;
        finding.Normal = hit.Normal;
        finding.OnThing = hit.Thing is not null;
        var surface = hit.Material.Shade(hit.Local, LocalNormal(hit));
        if (hit.Material.Glass is { } tint)
        {
            finding.Albedo = Vector3.Zero;
            finding.Gloss = Glass(hit, direction, tint, ref chance);
            return finding;
        }

        finding.Albedo = surface.Albedo;
        finding.Gloss = surface.Emission;
        var start = hit.Point + (hit.Normal * Lift);
        var light = Vector3.Zero;
        foreach (var lamp in scene.Lamps)
        {
            light += FromLamp(lamp, start, hit.Normal, -direction, surface, ref chance, out var gloss);
            finding.Gloss += gloss;
        }

        if (surface.Albedo != Vector3.Zero)
        {
            // A lucky ray that finds the inside of a lamp's shade would be a spark that no smoothing removes.
            var around = Radiance(start, Optics.Scatter(hit.Normal, chance.Pair()), 1, false, ref chance);
            light += Vector3.Min(around, new Vector3(2.4f / scene.Exposure));
            finding.Diffuse = light * surface.Albedo;
        }

        finding.Gloss += Mirror(hit.Normal, start, direction, surface, 1, ref chance);
        return finding;
    }

    private Vector3 Radiance(Vector3 origin, Vector3 direction, int depth, bool lamps, ref Chance chance)
    {
        var met = scene.Meet(origin, direction, out var hit);
        if (lamps)
        {
            var nearest = met ? hit.Distance : 900;
            foreach (var lamp in scene.Lamps)
            {
                var seen = lamp.Seen(origin, direction, nearest, out _);
                if (seen != Vector3.Zero)
                {
                    return seen;
                }
            }
        }

        if (!met)
        {
            return scene.Room(direction);
        }

        if (hit.Material.Glass is not null)
        {
            return scene.Room(direction) * 0.6f;
        }

        var surface = hit.Material.Shade(hit.Local, LocalNormal(hit));
        var start = hit.Point + (hit.Normal * Lift);
        var total = lamps || !hit.Material.Sampled ? surface.Emission : Vector3.Zero;
        if (surface.Albedo != Vector3.Zero)
        {
            var light = Vector3.Zero;
            foreach (var lamp in scene.Lamps)
            {
                light += FromLamp(lamp, start, hit.Normal, -direction, surface, ref chance, out _);
            }

            light +=
                depth < Bounces
                    ? Radiance(start, Optics.Scatter(hit.Normal, chance.Pair()), depth + 1, false, ref chance)
                    : scene.Room(hit.Normal) * 0.5f;
            total += surface.Albedo * light;
        }
        else if (depth < Bounces)
        {
            total += Mirror(hit.Normal, start, direction, surface, depth + 1, ref chance);
        }

        return total;
    }

    private Vector3 FromLamp(
        Lamp lamp,
        Vector3 start,
        Vector3 normal,
        Vector3 view,
        in Surface surface,
        ref Chance chance,
        out Vector3 gloss
    )
    {
        gloss = Vector3.Zero;
        var pair = chance.Pair();
        var arriving = lamp.Sample(start, pair.X, pair.Y, out var towards, out var distance);
        var cosine = Vector3.Dot(normal, towards);
        if (cosine <= 0 || arriving == Vector3.Zero)
        {
            return Vector3.Zero;
        }

        arriving *= scene.Through(start, towards, distance) * cosine;
        if (Optics.Aimed(surface, lamp))
        {
            gloss = arriving * Optics.Sheen(surface, normal, towards, view);
        }

        return arriving / MathF.PI;
    }

    private Vector3 Mirror(
        Vector3 normal,
        Vector3 start,
        Vector3 direction,
        in Surface surface,
        int depth,
        ref Chance chance
    )
    {
        if (surface.Mirror == Vector3.Zero)
        {
            return Vector3.Zero;
        }

        var pair = chance.Pair();
        float a = MathF.Max(surface.Roughness * surface.Roughness, 0.0004f);
        var cosine = MathF.Sqrt((1 - pair.X) / (1 + (((a * a) - 1) * pair.X)));
        var sine = MathF.Sqrt(MathF.Max(0, 1 - (cosine * cosine)));
        var (t, b) = Frame.Around(normal);
        var half =
            (t * (sine * MathF.Cos(pair.Y * MathF.Tau)))
            + (b * (sine * MathF.Sin(pair.Y * MathF.Tau)))
            + (normal * cosine);
        var way = Vector3.Reflect(direction, half);
        if (Vector3.Dot(way, normal) <= 0.01f)
        {
            way = Vector3.Normalize(way + (normal * (0.02f - Vector3.Dot(way, normal))));
        }

        var share = Optics.Fresnel(surface, -Vector3.Dot(direction, half));
        var sharp = surface.Roughness <= 0.3f;
        var seen = Radiance(start, way, depth, sharp, ref chance);
        return share * (sharp ? seen : Vector3.Min(seen, new Vector3(1 / scene.Exposure)));
    }

    private static Vector3 LocalNormal(in Hit hit) =>
        hit.Thing is null ? hit.Normal : Vector3.Normalize(hit.Thing.Local(hit.Point + hit.Normal) - hit.Local);
}
