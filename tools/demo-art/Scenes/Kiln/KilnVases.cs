using Orion.DemoArt.Scenes.Forms;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Clayware;
using static Orion.DemoArt.Scenes.Kiln.KilnStage;

namespace Orion.DemoArt.Scenes.Kiln;

/// <summary>One branch is plenty.</summary>
public static class KilnVases
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "kiln",
                "lull-vase-chalk",
                () =>
                    Stage(38, 17, "dccdb9", 5)
                        .With([.. Vase(Chalk).Put(-2), .. Greenery.Branch("6a4a33", "c9a77c", 24).Put(-1.6f, 0, 0, 12)])
            ),
            Picture.Product(
                "kiln",
                "lull-vase-rust",
                () =>
                    Stage(40, 11, "e2d4c1", 7)
                        .With([.. Vase(Rust, 1.25f).Put(-6.5f, -3), .. Vase(Rust, 0.74f).Put(9, 4, 50)])
            ),
            Picture.Product("kiln", "moon-jar", () => Stage(50, 15.4f, "d5c4ad", 5).With(MoonJar(Chalk))),
        ];
}
