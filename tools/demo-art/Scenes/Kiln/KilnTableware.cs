using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Clayware;
using static Orion.DemoArt.Scenes.Kiln.KilnStage;

namespace Orion.DemoArt.Scenes.Kiln;

/// <summary>Bowls, plates and what goes in the middle of the table.</summary>
public static class KilnTableware
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product("kiln", "morrow-bowl-ash", () => Stage(27, 3.6f, "ddd0bf", 15).With(Bowl(Ash))),
            Picture.Product(
                "kiln",
                "morrow-bowl-charcoal",
                () =>
                    Stage(28, 7, "e2d6c5", 9)
                        .With([
                            .. Bowl(Charcoal),
                            .. Bowl(Charcoal).Put(0.3f, 0, 40, 3.5f),
                            .. Bowl(Charcoal).Put(-0.2f, 0.2f, 110, 7),
                        ])
            ),
            Picture.Product(
                "kiln",
                "field-plate-stack",
                () =>
                    Stage(44, 3.4f, "dfd2c0", 13)
                        .With([
                            .. Enumerable
                                .Range(0, 4)
                                .SelectMany(i =>
                                    Plate(i % 2 == 0 ? Ash : Moss).Put(0.3f * ((i % 3) - 1), 0, 50 * i, 1.75f * i)
                                ),
                        ])
            ),
            Picture.Product("kiln", "field-plate-charcoal", () => Stage(41, 1, "e8ddcd", 62).With(Plate(Charcoal))),
            Picture.Product(
                "kiln",
                "gather-serving-bowl-oat",
                () => Stage(49, 3.8f, "d6c5ae", 24).With(ServingBowl(Oat(0.9f, 9.5f), Ceramic.Clay("b58a64")))
            ),
            Picture.Product(
                "kiln",
                "gather-serving-bowl-charcoal",
                () => Stage(49, 3.8f, "e5d9c8", 18).With(ServingBowl(Charcoal(0.9f, 9.5f), Ceramic.Clay("9c7352")))
            ),
            Picture.Product(
                "kiln",
                "low-tide-nesting-bowls",
                () =>
                    Stage(35, 4.4f, "dacab4", 27)
                        .With([
                            .. Bowl(RawRim, 1.34f),
                            .. Bowl(RawRim, 1.05f).Put(0.4f, 0.3f, 40, 3),
                            .. Bowl(RawRim, 0.76f).Put(-0.2f, 0.2f, 90, 5.8f),
                        ])
            ),
            Picture.Product(
                "kiln",
                "low-tide-nesting-bowls-row",
                () =>
                    Stage(58, 4.6f, "e5d9c7", 14)
                        .With([
                            .. Bowl(RawRim, 1.28f).Put(-14, -5),
                            .. Bowl(RawRim, 1).Put(5.6f, 0, 40),
                            .. Bowl(RawRim, 0.7f).Put(17.4f, 7, 90),
                        ])
            ),
            Picture.Product("kiln", "salt-cellar", () => Stage(22, 4.6f, "dfd1bc", 13).With(SaltCellar(Ash, Oak))),
            Picture.Product(
                "kiln",
                "shore-platter-ash",
                () =>
                    Stage(50, 2.6f, "d5c3a8", 30)
                        .With([
                            .. Platter(Ash).Put(0, 0, 18),
                            Greenery.Lemon(-4.6f, 1.6f, 30),
                            Greenery.Lemon(3.2f, -2.2f, 150),
                            Greenery.Lemon(3.8f, 4.6f, 75),
                        ])
            ),
            Picture.Product(
                "kiln",
                "table-set",
                () =>
                    Stage(47, 4.8f, "ded1be", 17)
                        .With([
                            .. Plate(Ash, 0.98f).Put(-4, -4),
                            .. Plate(Ash, 0.74f).Put(-3.8f, -4, 40, 1.8f),
                            .. Bowl(Ash, 0.82f).Put(-4.2f, -4, 80, 3.5f),
                            .. Mug(Ash).Put(12.6f, 8, -32),
                        ])
            ),
            Picture.Product(
                "kiln",
                "table-set-moss",
                () =>
                    Stage(49, 4.4f, "e6dac8", 21)
                        .With([
                            .. Plate(Moss).Put(-3, -7),
                            .. Bowl(Moss, 0.95f).Put(-3.2f, -7, 40, 1.7f),
                            .. Mug(Moss).Put(14, 7, -35),
                        ])
            ),
        ];
}
