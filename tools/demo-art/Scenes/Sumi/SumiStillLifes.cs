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

/// <summary>The two wide pictures of the home page.</summary>
public static class SumiStillLifes
{
    public static IEnumerable<Picture> All() => [Picture.Hero("sumi", Hero), Picture.Story("sumi", Story)];

    private static Scene Hero() =>
        Lit("edebe6", 86, new Camera(new Vector3(-5, 9, 0), 76, 12, 0, 3), 50, 36, true)
            .With([
                .. Tin(Vermilion, 13).Put(5, -6, -10),
                .. Tin(Chalk, 9).Put(14, -9, 16),
                .. Pot(Snow).Put(23, -5),
                .. Standing(Ink, 21.6f, -5.8f, 6, 0),
                .. Standing(Ink, 24.2f, -5.4f, -7, 10),
                .. Brush(23, -6.4f, 2, 0),
                .. Notebook("2b2e33").Put(19, 11, 68),
                .. Bottle("17181a", 0.97f, 0.975f, 0.98f).Put(18.5f, 10.4f, 22, 1.9f),
                .. Yunomi(Snow, 8.5f).Put(-3.6f, 2.6f),
                .. Pencil(Vermilion).Put(3.6f, 13.4f, -14),
                .. Roll(Tapes[2]).Put(7.6f, 6.4f),
            ]);

    private static Scene Story() =>
        Lit("e6e5e0", 62, new Camera(new Vector3(0, 0, -1), 46, 56), 60, 0, true)
            .With([
                .. Sheet(21, 29).Put(-4.5f, -1, 10),
                .. new Thing(new Block(1.9f, 0.05f, 1.9f, 0.02f), Finish.Plain(Vermilion, 0.8f)).Put(
                    -0.4f,
                    8.8f,
                    10,
                    0.1f
                ),
                .. Stone().Put(13.6f, -6.5f, -8),
                .. InkStick().Put(14.4f, 7.6f, 70),
                .. Brush(3.2f, 12.4f, 0, 0, 0.5f, -90)
                    .Select(part => part.Moved(new Vector3(-4, 0, 0)))
                    .Select(part => part.Swung(-18)),
            ]);
}
