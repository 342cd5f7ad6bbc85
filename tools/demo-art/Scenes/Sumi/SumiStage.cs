using Orion.DemoArt.Light;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;
using static Orion.DemoArt.Scenes.Forms.PaperThings;
using static Orion.DemoArt.Scenes.Forms.TeaThings;
using static Orion.DemoArt.Scenes.Forms.WritingThings;
using static Orion.DemoArt.Scenes.Sumi.SumiPots;

namespace Orion.DemoArt.Scenes.Sumi;

/// <summary>White paper, clear morning light from the right, and one red.</summary>
public static class SumiStage
{
    public const string White = "eeece8";

    public static readonly string[] Tapes = ["8d9196", "c9b693", "2f4263", "a3b0a0", "e9e4d8", Vermilion];

    public static Scene Stage(float size, float height, string wall, float elevation) =>
        Lit(wall, size, new Camera(new Vector3(0, height, 0), size, elevation), size * 1.7f, size * 0.9f, false);

    public static Scene Lit(string wall, float size, Camera camera, float depth, float bend, bool window)
    {
        var scale = size / 40;
        var tone = Colour.Hex(wall);
        var paper = new Material((p, _) => Finish.Of(tone * (0.985f + (0.03f * Noise.Value(p * 0.1f))), 0.9f, 0));
        return new Scene(new Backdrop(paper, paper, depth, bend), camera)
        {
            RoomLow = new Vector3(0.5f, 0.5f, 0.49f),
            RoomHigh = new Vector3(0.5f, 0.515f, 0.53f),
            Exposure = 1.46f,
            Vignette = 0.1f,
        }.Lit(
            new SoftBox(
                new Vector3(64, 66, 26) * scale,
                new Vector3(0, 2, 0) * scale,
                30 * scale,
                46 * scale,
                new Vector3(13.2f, 12.7f, 12f),
                window ? Panes : null
            ),
            new SoftBox(
                new Vector3(-66, 40, 20) * scale,
                new Vector3(0, 6, 0) * scale,
                30 * scale,
                60 * scale,
                new Vector3(0.8f, 0.84f, 0.9f)
            )
        );
    }

    // The light of a window with a cross bar, falling in panes across the table.
    public static float Panes(Vector3 p)
    {
        float along = p.X + (p.Z * 0.35f),
            across = p.Z - (p.X * 0.2f);
        float bars = Noise.Step(0.3f, 1.4f, MathF.Abs(along + 14)) * Noise.Step(0.3f, 1.4f, MathF.Abs(across + 3));
        return 0.42f + (0.58f * bars * Noise.Step(44, 38, MathF.Abs(along)));
    }
}
