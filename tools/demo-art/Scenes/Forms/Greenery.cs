using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>What stands in a vase or lies on a platter.</summary>
public static class Greenery
{
    /// <summary>A dry branch with seed heads, rooted at the origin and leaning to the right.</summary>
    public static Thing[] Branch(string bark, string bud, float height)
    {
        var wood = Finish.Plain(bark, 0.8f);
        var seed = Finish.Plain(bud, 0.75f);
        Shape twigs = new Rod(
            Path($"-0.4 0 0, 0.3 {height * 0.3f} 0.3, 2.4 {height * 0.62f} -0.5, 5.6 {height} 0.6"),
            0.3f,
            0.12f
        );
        var things = new List<Thing>();
        (float At, float Out, float Rise)[] sides =
        [
            (0.36f, -5.2f, 7.2f),
            (0.5f, 5.6f, 4),
            (0.64f, -2.6f, 6.6f),
            (0.8f, 4.4f, 1.6f),
            (0.9f, -1.6f, 3.4f),
        ];
        foreach (var (at, aside, rise) in sides)
        {
            var from = new Vector3(0.2f + (4.9f * MathF.Pow(at, 2.1f)), height * at, 0);
            var tip = from + new Vector3(aside, rise, aside * 0.3f);
            twigs = twigs.And(
                new Rod([from, from + new Vector3(aside * 0.45f, rise * 0.62f, 0.3f), tip], 0.17f, 0.08f),
                0.15f
            );
            for (var i = 0; i < 3; i++)
            {
                var p = Vector3.Lerp(from, tip, 0.55f + (0.225f * i));
                things.Add(
                    new Thing(new Ball(0.62f - (0.1f * i)).Stretched(0.85f, 1.2f, 0.85f), seed).At(
                        p.X + (0.28f * (i % 2 == 0 ? 1 : -1)),
                        p.Y + 0.3f,
                        p.Z + 0.2f
                    )
                );
            }
        }

        things.Add(new Thing(twigs, wood));
        things.Add(new Thing(new Ball(0.6f).Stretched(0.85f, 1.25f, 0.85f), seed).At(5.7f, height + 0.4f, 0.6f));
        return [.. things];
    }

    public static Thing Lemon(float x, float z, float yaw)
    {
        var peel = new Material(
            (p, _) => Finish.Of(Colour.Hex("e3b53c") * (0.9f + (0.2f * Noise.Cloud(p))), 0.42f, 0.04f),
            p => Noise.Value(p * 7) * 0.016f
        );
        return new Thing(new Ball(3).Stretched(1.24f, 1, 1).And(new Ball(0.75f).At(3.55f, 0), 0.9f), peel)
            .At(0, 3.7f, 0)
            .Swung(yaw)
            .Moved(new Vector3(x, 0, z));
    }
}
