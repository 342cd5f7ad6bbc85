using Orion.DemoArt.Scenes.Forms;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Clayware;
using static Orion.DemoArt.Scenes.Kiln.KilnStage;

namespace Orion.DemoArt.Scenes.Kiln;

/// <summary>Mugs, cups, pitchers and pots.</summary>
public static class KilnDrinkware
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "kiln",
                "tide-mug-ash",
                () => Stage(21, 4.7f, "dfd2c0", 10).With(Mug(Ash).Put(-1.2f, 0, -28))
            ),
            Picture.Product(
                "kiln",
                "tide-mug-moss",
                () => Stage(21, 4.7f, "d6cdba", 12).With(Mug(Moss).Put(-1.2f, 0, -38))
            ),
            Picture.Product(
                "kiln",
                "tide-mug-rust",
                () =>
                    Stage(29, 5.2f, "e6dac9", 12)
                        .With([.. Mug(Rust).Put(-6.2f, 2.5f, 200), .. Mug(Rust).Put(4.6f, -3, -35)])
            ),
            Picture.Product(
                "kiln",
                "harbor-pitcher-ash",
                () => Stage(34, 11.6f, "dbcbb5", 7).With(Pitcher(Ash).Put(-1.6f, 0, -18))
            ),
            Picture.Product(
                "kiln",
                "harbor-pitcher-moss",
                () =>
                    Stage(37, 11, "e6dac9", 9)
                        .With([.. Pitcher(Moss).Put(-3.5f, -2, -25), .. Cup(Moss, 0.95f).Put(10.2f, 5)])
            ),
            Picture.Product(
                "kiln",
                "pebble-cups",
                () =>
                    Stage(31, 3.4f, "dfd2c0", 22)
                        .With([
                            .. Cup(Ash).Put(-6.8f, 3.6f),
                            .. Cup(Moss).Put(-0.4f, -5.4f, 30),
                            .. Cup(Rust).Put(7.4f, -1.8f, 70),
                            .. Cup(Charcoal).Put(2.4f, 6.6f, 120),
                        ])
            ),
            Picture.Product(
                "kiln",
                "pebble-cups-moss",
                () => Stage(19, 5, "dccfbb", 10).With([.. Cup(Moss), .. Cup(Moss).Put(0.25f, 0, 60, 3.7f)])
            ),
            Picture.Product(
                "kiln",
                "hearth-teapot-charcoal",
                () => Stage(35, 7, "e0d3c0", 10).With(Teapot(Charcoal).Put(0.2f, 0, -14))
            ),
            Picture.Product(
                "kiln",
                "hearth-teapot-ash",
                () =>
                    Stage(41, 6.6f, "dacab3", 14)
                        .With([
                            .. Teapot(Ash).Put(-0.6f, -4, 12),
                            .. Cup(Ash, 0.85f).Put(-8.5f, 9),
                            .. Cup(Ash, 0.85f).Put(0.8f, 11.4f, 80),
                        ])
            ),
        ];
}
