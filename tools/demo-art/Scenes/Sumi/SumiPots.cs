using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;
using static Orion.DemoArt.Scenes.Forms.PaperThings;
using static Orion.DemoArt.Scenes.Forms.TeaThings;
using static Orion.DemoArt.Scenes.Forms.WritingThings;
using static Orion.DemoArt.Scenes.Sumi.SumiPots;
using static Orion.DemoArt.Scenes.Sumi.SumiStage;

namespace Orion.DemoArt.Scenes.Sumi;

/// <summary>Plain thrown forms, thinner than the studio's.</summary>
public static class SumiPots
{
    public static Thing[] Pot(Func<float, float, Material> glaze) =>
        [new(Lathe.Vessel(Line("0 0.35, 3.7 0.36, 4.2 0.8, 4.25 10.8"), 0.6f, 0.5f, 0.003f), glaze(0.6f, 11))];

    public static Thing[] Yunomi(Func<float, float, Material> glaze, float height, float width = 0.9f) =>
        [
            new(
                Lathe
                    .Vessel(
                        Line(
                            $"""
                            0 0.6, {2.4f * width} 0.62, {3.5f * width} 1.6, {3.95f * width} {height * 0.55f},
                            {4.0f * width} {height - 0.2f}
                            """
                        ),
                        0.5f,
                        0.36f
                    )
                    .And(Lathe.Vessel(Line($"{2.5f * width} 0.2, {2.4f * width} 0.8"), 0.34f, 0.5f), 0.3f),
                glaze(0.75f, height)
            ),
        ];

    public static Thing[] Chawan(Func<float, float, Material> glaze) =>
        [
            new(
                Lathe
                    .Vessel(Line("0 1, 3.6 1.05, 5.2 1.9, 5.8 4, 5.9 7.2"), 0.62f, 0.48f, 0.018f)
                    .And(Lathe.Vessel(Line("2.8 0.25, 2.7 1.2"), 0.45f, 0.7f), 0.4f),
                glaze(1.7f, 7.5f)
            ),
        ];

    public static Material Snow(float line, float rim) =>
        Ceramic.Glaze("efede6", "b89f86", "c9b196", line, rim, 0.06f, 0.16f);

    public static Material Iron(float line, float rim) =>
        Ceramic.Glaze("2f2b29", "6d4e3b", "8d5a34", line, rim, 0.12f, 0.2f);

    public static Material Celadon(float line, float rim) =>
        Ceramic.Glaze("a9bda6", "a88a6e", "c9c3a4", line, rim, 0.05f, 0.13f);
}
