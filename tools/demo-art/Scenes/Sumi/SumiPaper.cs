using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Inks;
using static Orion.DemoArt.Scenes.Forms.PaperThings;
using static Orion.DemoArt.Scenes.Forms.TeaThings;
using static Orion.DemoArt.Scenes.Forms.WritingThings;
using static Orion.DemoArt.Scenes.Sumi.SumiPots;
using static Orion.DemoArt.Scenes.Sumi.SumiStage;

namespace Orion.DemoArt.Scenes.Sumi;

/// <summary>Notebooks, letters and tape.</summary>
public static class SumiPaper
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "sumi",
                "ori-notebook-ink",
                () => Stage(31, 0.8f, White, 46).With(Notebook("2b2e33").Put(0, -1, 14))
            ),
            Picture.Product(
                "sumi",
                "ori-notebook-vermilion",
                () =>
                    Stage(31, 2.4f, "dfe0de", 30)
                        .With([
                            .. Notebook("2b2e33", 15, 21, false).Put(0, 0, 8),
                            .. Notebook("c9b99b", 15, 21, false).Put(0.2f, 0, 2, 1.9f),
                            .. Notebook("c23a22").Put(-0.2f, 0, 13, 3.8f),
                        ])
            ),
            Picture.Product(
                "sumi",
                "ori-notebook-sand",
                () =>
                    Stage(30, 1, "e6e2da", 50)
                        .With([.. Notebook("c9b99b").Put(0, -1, -12), .. Pencil(Ink).Put(0.6f, 1.6f, 52, 1.9f)])
            ),
            Picture.Product(
                "sumi",
                "washi-rolls",
                () =>
                    Stage(15, 4.6f, White, 16)
                        .With([
                            .. Tapes.SelectMany(
                                (tape, i) =>
                                    Roll(tape).Put(0.12f * ((i * 7 % 5) - 2), 0.1f * ((i * 3 % 4) - 1.5f), 0, 1.53f * i)
                            ),
                        ])
            ),
            Picture.Product(
                "sumi",
                "washi-rolls-row",
                () =>
                    Stage(21, 1.8f, "dddedc", 24)
                        .With([
                            .. Roll(Tapes[1]).Put(-4.4f, -3.2f),
                            .. Roll(Tapes[0]).Put(-4.2f, -3.1f, 0, 1.53f),
                            .. Roll(Tapes[3]).Put(1.6f, -4.6f),
                            .. Roll(Tapes[2]).Put(5.6f, 0.2f),
                            .. Roll(Tapes[4]).Put(-2.6f, 3.8f),
                            .. Upended(Tapes[5], 2.6f, 3.6f),
                        ])
            ),
            Picture.Product(
                "sumi",
                "tegami-set",
                () =>
                    Stage(30, 0.6f, "d8dad9", 52)
                        .With([
                            .. Sheet(14.8f, 21).Put(-3, -3.4f, 24),
                            .. Envelope(false).Put(1.8f, -3.6f, 18, 0.1f),
                            .. Envelope(false).Put(0.6f, -0.8f, 8, 0.34f),
                            .. Envelope(true).Put(-0.4f, 2.6f, -4, 0.58f),
                        ])
            ),
            Picture.Product(
                "sumi",
                "hundred-day-calendar",
                () => Stage(23, 5, White, 12).With(Calendar().Put(0, 0, -20))
            ),
        ];

    private static Thing[] Upended(string colour, float x, float z) =>
        [.. Roll(colour).Select(part => part.Turned(0, 90).Put(x, z, 34, 2.5f)[0])];
}
