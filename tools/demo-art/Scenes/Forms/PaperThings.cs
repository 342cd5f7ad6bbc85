using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Notebooks, sheets, envelopes, tape and the calendar.</summary>
public static class PaperThings
{
    public static Thing[] Notebook(string cover, float width = 15, float depth = 21, bool ribbon = true)
    {
        List<Thing> things =
        [
            new(
                new Block(width, 0.26f, depth, 0.1f)
                    .At(0, 0.13f)
                    .And(new Block(width, 0.26f, depth, 0.1f).At(0, 1.77f))
                    .And(new Block(0.3f, 1.9f, depth, 0.1f).At(-width / 2 + 0.1f, 0.95f), 0.1f),
                Finish.Cloth(cover)
            ),
            new(new Block(width - 0.6f, 1.5f, depth - 0.6f, 0.05f).At(-0.1f, 0.95f), Finish.Pages("efe8d8")),
            new(
                new Block(width * 0.34f, 0.05f, depth * 0.12f, 0.02f).At(0, 1.915f, -depth * 0.24f),
                Finish.Paper("f1ece1")
            ),
        ];
        if (ribbon)
        {
            things.Add(
                new Thing(
                    new Rod(
                        Path(
                            $"""
                            0 1.2 {depth * 0.46f}, 0.2 1.0 {depth * 0.52f}, 0.7 0.12 {depth * 0.58f},
                            0.1 0.09 {depth * 0.68f}
                            """
                        ),
                        0.09f,
                        0.09f
                    ),
                    Finish.Plain(Vermilion, 0.6f)
                )
            );
        }

        return [.. things];
    }

    public static Thing Sheet(float width = 21, float depth = 29.7f, string colour = "f4f1ea") =>
        new(new Block(width, 0.07f, depth, 0.02f).At(0, 0.04f), Finish.Paper(colour));

    public static Thing[] Roll(string colour, float width = 1.5f)
    {
        var tape = Colour.Hex(colour);
        var core = Colour.Hex("c8a577");
        return
        [
            new(
                new Drum(2.5f, width, 0.06f).Without(new Drum(1.75f, 8, 0.02f).At(0, -3), 0.04f),
                new Material(
                    (p, n) =>
                    {
                        var radius = MathF.Sqrt((p.X * p.X) + (p.Z * p.Z));
                        return Finish.Of(
                            (radius < 1.95f ? core : tape)
                                * (
                                    MathF.Abs(n.Y) > 0.6f
                                        ? 0.86f + (0.16f * Noise.Value(new Vector3(radius * 30, 0, 0)))
                                        : 1
                                ),
                            0.6f,
                            0.035f
                        );
                    }
                )
            ),
        ];
    }

    public static Thing[] Envelope(bool closed)
    {
        var paper = Colour.Hex("f3efe6");
        var face = new Material(
            (p, _) =>
            {
                // The flap: a shallow triangle from the top corners to just below the middle.
                var edge = p.Z - (-4.9f + (5.8f * (1 - (MathF.Abs(p.X) / 7.6f))));
                var line = closed ? 1 - Noise.Step(0, 0.13f, MathF.Abs(edge)) : 0;
                return Finish.Of(
                    paper * (0.96f + (0.07f * Noise.Cloud(p * 2.4f))) * (1 - (0.26f * line)),
                    0.85f,
                    0.025f
                );
            }
        );
        List<Thing> things = [new(new Block(15.4f, 0.24f, 10.6f, 0.09f).At(0, 0.12f), face)];
        if (closed)
        {
            things.Add(
                new Thing(
                    Lathe.Solid(Line("0 0, 1.25 0, 1.42 0.16, 1.2 0.34, 0.9 0.26, 0 0.24"), 0.04f, true, 0.05f),
                    Finish.Plain(Vermilion, 0.3f)
                ).At(0, 0.22f, 0.6f)
            );
        }

        return [.. things];
    }

    public static Thing[] Calendar()
    {
        var paper = Colour.Hex("f5f1e8");
        var red = Colour.Hex(Vermilion);
        var black = Colour.Hex(Ink);
        var page = new Material(
            (p, n) =>
            {
                // The first page says 100: a stroke and two rings.
                var one = MathF.Abs(p.X + 2.5f) < 0.22f && MathF.Abs(p.Y - 0.2f) < 1.5f;
                var nought = MathF.Min(Oval(p, -0.6f), Oval(p, 2));
                var mark = n.Z > 0.7f && (one || nought < 0.2f);
                var edge = n.Z < 0.7f ? 0.82f + (0.2f * Noise.Value(new Vector3(0, 0, p.Z * 24))) : 1;
                return Finish.Of(mark ? black : (n.Y > 0.6f ? red : paper) * edge, 0.85f, 0.025f);
            }
        );
        return
        [
            new Thing(new Block(9, 9, 3.6f, 0.06f), page).Turned(0, -9).At(0, 6, 0),
            new Thing(
                new Block(13, 3, 7, 0.14f).At(0, 1.5f).Without(new Block(9.3f, 4, 3.9f, 0.05f).At(0, 3.6f, 0.15f)),
                Finish.Wood("d8b987", "b98f5c", 0.55f)
            ).At(0, 0, 0),
        ];
    }

    private static float Oval(Vector3 p, float x)
    {
        var q = new Vector2((p.X - x) / 0.92f, (p.Y - 0.2f) / 1.36f);
        return MathF.Abs(q.Length() - 0.9f);
    }
}
