using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Tea tins and the side-handle pot.</summary>
public static class TeaThings
{
    public static Thing[] Tin(string colour, float height, bool open = false)
    {
        var wrap = Wrapped(colour, height);
        var lid = new Drum(3.86f, 2.3f, 0.16f);
        List<Thing> things =
        [
            new(new Drum(3.75f, height - 1, 0.16f), wrap),
            new(new Drum(3.5f, 1.4f, 0.12f).At(0, height - 1.8f), Finish.Metal("c9ccd0", 0.28f)),
        ];
        if (open)
        {
            things.Add(new Thing(new Drum(1.05f, 0.8f, 0.3f).At(0, height - 0.5f), Finish.Metal("c9ccd0", 0.24f)));
            things.Add(
                new Thing(lid.Without(new Drum(3.6f, 2, 0.1f).At(0, -0.2f)), Wrapped(colour, height, false)).At(
                    9.2f,
                    0,
                    3.4f
                )
            );
        }
        else
        {
            things.Add(new Thing(lid.At(0, height - 2.2f), wrap));
        }

        return [.. things];
    }

    public static Thing[] SideTeapot()
    {
        var clay = Ceramic.Clay("8a4a32", 0.08f);
        return
        [
            new(
                Lathe
                    .Solid(Line("0 0, 3.6 0, 5.2 1.2, 6.1 3.4, 5.6 5.6, 3.7 7, 3.4 7, 0 6.8"), 0.12f)
                    .And(new Rod(Path("-4.4 3.6 0, -6.4 4.8 0, -8.2 6.9 0"), 1.2f, 0.66f), 0.9f)
                    .Without(new Rod(Path("-7.7 6.5 0, -9 8 0"), 0.4f, 0.5f), 0.1f)
                    .And(new Rod(Path("1.2 4.2 5, 1.6 5 8, 2.1 5.9 11.6"), 0.8f, 1.12f), 0.7f),
                clay
            ),
            new(
                Lathe.Solid(Line("0 6.9, 3.45 6.95, 3.4 7.4, 1.6 8, 0.6 8.2, 0.6 8.5, 0.95 9, 0.7 9.6, 0 9.7"), 0.08f),
                clay
            ),
        ];
    }

    /// <summary>Dyed paper round a tin, with fibres in it and a small label in front.</summary>
    private static Material Wrapped(string colour, float height, bool labelled = true)
    {
        var dye = Colour.Hex(colour);
        var label = Marked(Chalk, Ink, 1.5f);
        return new Material(
            (p, n) =>
            {
                var fibre = Noise.Step(0.62f, 0.74f, Noise.Cloud(new Vector3(p.X * 3, p.Y * 0.9f, p.Z * 3)));
                var around = MathF.Atan2(p.X, p.Z) * 3.75f;
                var up = p.Y - (height * 0.42f);
                if (labelled && MathF.Abs(around) < 1.15f && MathF.Abs(up) < 1.7f && n.Y < 0.5f)
                {
                    return label.Shade(new Vector3(around, up, 0), n);
                }

                return Finish.Of(
                    Vector3.Lerp(dye * (0.92f + (0.14f * Noise.Cloud(p * 1.3f))), Vector3.One, 0.09f * fibre),
                    0.62f,
                    0.03f
                );
            }
        );
    }
}
