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

/// <summary>Tins, cups and pots.</summary>
public static class SumiTea
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "sumi",
                "hako-tea-tin-vermilion",
                () => Stage(22, 5.2f, White, 9).With(Tin(Vermilion, 10).Put(0, 0, -16))
            ),
            Picture.Product(
                "sumi",
                "hako-tea-tin-indigo",
                () =>
                    Stage(33, 6, White, 12)
                        .With([.. Tin(Indigo, 13).Put(-7.4f, -3, 10), .. Tin(Indigo, 9, true).Put(0.6f, 1.5f, 12)])
            ),
            Picture.Product(
                "sumi",
                "hako-tea-tin-chalk",
                () => Stage(27, 9, "d5d8d8", 7).With([.. Tin(Chalk, 9), .. Tin(Chalk, 9).Put(0.2f, 0, 24, 9.05f)])
            ),
            Picture.Product(
                "sumi",
                "yunomi-pair-celadon",
                () =>
                    Stage(27, 4.7f, "e2e2dc", 11)
                        .With([.. Yunomi(Celadon, 9.5f).Put(-4.6f, -1), .. Yunomi(Celadon, 8.5f).Put(4.8f, 2, 50)])
            ),
            Picture.Product(
                "sumi",
                "yunomi-pair-snow",
                () =>
                    Stage(27, 4.7f, "d2d5d5", 11)
                        .With([.. Yunomi(Snow, 9.5f).Put(4.4f, -2), .. Yunomi(Snow, 8.5f).Put(-4.6f, 1.6f, 50)])
            ),
            Picture.Product(
                "sumi",
                "yoko-teapot",
                () => Stage(27, 4.4f, White, 20).With(SideTeapot().Put(-0.4f, -1, 28))
            ),
            Picture.Product(
                "sumi",
                "yoko-teapot-set",
                () =>
                    Stage(36, 4, "dcdcd8", 24)
                        .With([
                            .. SideTeapot().Put(-2.4f, -4.6f, 36),
                            .. Yunomi(Snow, 5, 0.8f).Put(6.6f, 6.6f),
                            .. Yunomi(Snow, 5, 0.8f).Put(-5.4f, 8.8f, 40),
                        ])
            ),
            Picture.Product("sumi", "tani-tea-bowl-iron", () => Stage(22, 3.7f, White, 14).With(Chawan(Iron))),
            Picture.Product(
                "sumi",
                "tani-tea-bowl-snow",
                () =>
                    Stage(22, 3.2f, "d5d8d6", 32)
                        .With([
                            .. Chawan(Snow),
                            .. new Thing(new Drum(5.2f, 0.4f, 0.1f), Finish.Plain("7d9a3c", 0.5f)).Put(0, 0, 0, 3.8f),
                        ])
            ),
        ];
}
