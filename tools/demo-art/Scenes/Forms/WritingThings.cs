using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Ink, pencils, brushes and the stone.</summary>
public static class WritingThings
{
    private static readonly Quaternion Upright = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, MathF.PI / 2);

    public static Thing[] Bottle(string ink, float r, float g, float b)
    {
        var label = Marked(Chalk, ink, 1.5f);
        return
        [
            new(new Block(6.4f, 5.4f, 6.4f, 0.55f).At(0, 2.7f), Finish.Clear(r, g, b)),
            new(new Block(5.2f, 3.7f, 5.2f, 0.4f).At(0, 2.85f), Finish.Plain(ink, 0.25f)),
            new(new Drum(2.1f, 1, 0.15f).At(0, 5.2f), Finish.Plain(Ink, 0.3f)),
            new(new Drum(2.6f, 2.6f, 0.18f).At(0, 6), Finish.Plain(Ink, 0.28f)),
            new Thing(new Block(3.4f, 2.9f, 0.08f, 0.03f), label).At(0, 2.8f, 3.24f),
        ];
    }

    /// <summary>A pencil along x, its point to the right, lying on a flat side.</summary>
    public static Thing[] Pencil(string colour)
    {
        Vector3 lacquer = Colour.Hex(colour),
            dip = Colour.Hex(Vermilion),
            lead = Colour.Hex("2a2a2c"),
            cedar = Colour.Hex("d3a679");
        var body = new Material((p, _) => Finish.Of(p.X < -7.3f ? dip : lacquer, 0.3f, 0.045f));
        var point = new Material(
            (p, _) =>
                Finish.Of(
                    p.Y > 1.75f ? lead : cedar * (0.85f + (0.25f * Noise.Value(p * 8))),
                    p.Y > 1.75f ? 0.35f : 0.7f,
                    0.04f
                )
        );
        return
        [
            new Thing(new HexBar(15.2f, 0.37f, 0.05f), body).At(0, 0.37f, 0),
            new Thing(Lathe.Solid(Line("0 -0.1, 0.38 -0.1, 0.37 0.1, 0.08 2.1, 0 2.4"), 0.01f, false), point)
                .Turned(0, 0, -90)
                .At(7.55f, 0.37f, 0),
        ];
    }

    /// <summary>The same, standing on its end in a pot and leaning.</summary>
    public static Thing[] Standing(string colour, float x, float z, float lean, float yaw, float y = 1) =>
        [
            new Thing(new HexBar(15.2f, 0.37f, 0.05f).Turned(Upright).At(0, 7.6f), Finish.Plain(colour, 0.3f))
                .Turned(yaw, 0, lean)
                .At(x, y, z),
            new Thing(
                Lathe.Solid(Line("0 15, 0.38 15, 0.37 15.2, 0.12 17, 0 17.4"), 0.01f, false),
                new Material((p, _) => Finish.Of(Colour.Hex(p.Y > 16.6f ? "2a2a2c" : "d3a679"), 0.6f, 0.04f))
            )
                .Turned(yaw, 0, lean)
                .At(x, y, z),
        ];

    public static Thing[] Brush(float x, float z, float lean, float yaw, float y = 1, float forwards = 0)
    {
        var hair = Colour.Hex("e9dfcc");
        var dark = Colour.Hex("2b2a2a");
        return
        [
            new Thing(new Rod(Path("0 0 0, 0 9 0, 0 17.6 0"), 0.36f, 0.46f), Finish.Wood("b98a55", "8a6238", 0.4f))
                .Turned(yaw, forwards, lean)
                .At(x, y, z),
            new Thing(
                Lathe.Solid(Line("0 17.4, 0.5 17.5, 0.62 18.6, 0.5 20.2, 0.16 21.8, 0 22.3"), 0.04f),
                new Material(
                    (p, _) =>
                        Finish.Of(
                            Vector3.Lerp(hair, dark, Noise.Step(19.4f, 20.6f, p.Y))
                                * (0.8f + (0.3f * Noise.Value(new Vector3(p.X * 14, p.Y, p.Z * 14)))),
                            0.8f,
                            0.03f
                        )
                )
            )
                .Turned(yaw, forwards, lean)
                .At(x, y, z),
        ];
    }

    public static Thing[] Stone()
    {
        var slate = Finish.Stone("3b3d40", "2a2b2e", 0.2f, 0, 0.42f);
        return
        [
            new(
                new Block(8, 2.2f, 13.4f, 0.22f)
                    .At(0, 1.1f)
                    .Without(new Block(6.6f, 2, 9.4f, 0.5f).At(0, 2.75f, 1.2f), 0.1f)
                    .Without(new Ball(2).Stretched(1.55f, 0.7f, 1).At(0, 2.3f, -3.8f), 0.4f),
                slate
            ),
        ];
    }

    public static Thing[] InkStick() =>
        new Thing(
            new Block(2.2f, 1, 8.4f, 0.14f).At(0, 0.5f),
            new Material((p, _) => Finish.Of(p.Z > 2.9f ? Colour.Hex(Vermilion) : Colour.Hex("232325"), 0.42f, 0.045f))
        ).Put(0);

    public static Thing Bar(Material metal) => new(new Block(16, 2, 2.4f, 0.2f).At(0, 1), metal);
}
