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

/// <summary>Ink, pencils, brushes and weights.</summary>
public static class SumiWriting
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "sumi",
                "kuro-ink-soot",
                () => Stage(17, 4.2f, White, 12).With(Bottle("17181a", 0.97f, 0.975f, 0.98f).Put(0, 0, -24))
            ),
            Picture.Product(
                "sumi",
                "kuro-ink-trio",
                () =>
                    Stage(33, 4, "dddfdf", 14)
                        .With([
                            .. Bottle("17181a", 0.97f, 0.975f, 0.98f).Put(-9, -3, -10),
                            .. Bottle("1f3358", 0.96f, 0.975f, 0.985f).Put(0, 0, 8),
                            .. Bottle(Vermilion, 0.985f, 0.97f, 0.96f).Put(9, 3, -18),
                        ])
            ),
            Picture.Product(
                "sumi",
                "kuro-ink-vermilion",
                () => Stage(17, 4.2f, "e4e0d8", 12).With(Bottle(Vermilion, 0.985f, 0.97f, 0.96f).Put(0, 0, 22))
            ),
            Picture.Product(
                "sumi",
                "fude-pot-snow",
                () =>
                    Stage(33, 11.4f, White, 8)
                        .With([
                            .. Pot(Snow),
                            .. Standing(Ink, -1.6f, -0.8f, 6, 0),
                            .. Standing(Vermilion, 1.4f, -1.4f, -7, 20),
                            .. Standing("b98a55", 0.2f, 1.2f, -2, 40),
                            .. Brush(-0.4f, -1.8f, 3, 0),
                            .. Brush(2, 0.6f, -9, 0),
                        ])
            ),
            Picture.Product(
                "sumi",
                "fude-pot-iron",
                () => Stage(31, 10.2f, "d9dad8", 8).With([.. Pot(Iron), .. Standing(Vermilion, 1.2f, 0, -9, 15)])
            ),
            Picture.Product(
                "sumi",
                "sen-pencils",
                () =>
                    Stage(25, 0, White, 58)
                        .With([
                            .. Enumerable
                                .Range(0, 12)
                                .SelectMany(i => Pencil(Ink).Put(0.18f * ((i * 5 % 4) - 1.5f), (i - 5.5f) * 1.02f, 0))
                                .Select(part => part.Swung(62)),
                        ])
            ),
            Picture.Product(
                "sumi",
                "sen-pencils-detail",
                () =>
                    Stage(22, 0, "dcdedd", 50)
                        .With([
                            .. Pencil(Ink).Put(-1, 1.5f, 40),
                            .. Pencil(Ink).Put(1, -2, 118),
                            .. Pencil(Vermilion).Put(0.4f, 0.6f, 76, 0.74f),
                        ])
            ),
            Picture.Product(
                "sumi",
                "suzuri-inkstone",
                () => Stage(24, 1, White, 38).With([.. Stone().Put(-2, -0.6f, 24), .. InkStick().Put(5.8f, 2.4f, 36)])
            ),
            Picture.Product(
                "sumi",
                "omoshi-paperweight-brass",
                () =>
                    Stage(27, 0.6f, "d9dad7", 36)
                        .With([
                            .. Sheet(17, 22).Put(0.4f, -1, -9),
                            .. Sheet(17, 22).Put(-0.2f, -1, -4, 0.08f),
                            .. Bar(Finish.Metal("dcb46c", 0.24f, 0.5f)).Put(-0.4f, 1.4f, 12, 0.16f),
                        ])
            ),
            Picture.Product(
                "sumi",
                "omoshi-paperweight-iron",
                () =>
                    Stage(25, 0.6f, White, 30)
                        .With([
                            .. Sheet(16, 21, "f6f3ec").Put(0, -1, 16),
                            .. Bar(Finish.Oxide("303133", 0.4f)).Put(0.2f, 1, -24, 0.08f),
                        ])
            ),
        ];
}
