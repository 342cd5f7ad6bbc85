using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Candles;
using static Orion.DemoArt.Scenes.Forms.Luminaires;
using static Orion.DemoArt.Scenes.Forms.Objects;
using static Orion.DemoArt.Scenes.Forms.Palette;
using static Orion.DemoArt.Scenes.Hollow.HollowBooks;
using static Orion.DemoArt.Scenes.Hollow.HollowStage;

namespace Orion.DemoArt.Scenes.Hollow;

/// <summary>Clocks, trays, dishes and bookends.</summary>
public static class HollowObjects
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "hollow",
                "null-wall-clock-soot",
                () => Wall(44, "7a6a5c").With(Clock(Soot, Brass, 14, Height, 0))
            ),
            Picture.Product(
                "hollow",
                "null-wall-clock-bone",
                () => Wall(54, "4a4541").With(Clock(Bone, Soot, 20, Height, 0))
            ),
            Picture.Product(
                "hollow",
                "slab-clock-travertine",
                () => Room(36, 7, 9, 1.7f).With(Slab(Travertine, Dial).Put(0, 0, 20))
            ),
            Picture.Product(
                "hollow",
                "slab-clock-basalt",
                () => Room(36, 7, 9, 2.1f, "7a6856").With(Slab(Basalt, Brass).Put(0, 0, -18))
            ),
            Picture.Product(
                "hollow",
                "ledger-tray-steel",
                () =>
                    Room(52, 3, 33, 1.5f, "6e5e50")
                        .With(Tray(Steel, 38, 25).Put(0, 0, 14))
                        .Add(Jar(-9, -1, true))
                        .With([
                            .. Small(Brass, 6.5f, 3.2f),
                            .. new Thing(new Block(5.4f, 1.6f, 3.4f, 0.1f), Finish.Paper("b9643a")).Put(
                                7,
                                -6.4f,
                                30,
                                1.2f
                            ),
                        ])
            ),
            Picture.Product(
                "hollow",
                "ledger-tray-brass",
                () =>
                    Room(48, 2, 38, 1.7f)
                        .With([
                            .. Tray(Brass, 32, 22).Put(0, 0, -20),
                            .. Tray(Brass, 19, 12).Put(-3.4f, 1.6f, -20, 0.5f),
                        ])
            ),
            Picture.Product(
                "hollow",
                "basin-catchall-travertine",
                () => Room(31, 2.4f, 30, 1.7f).With([.. Dish(Travertine).Put(0), .. Keys(-1.6f, 0.6f)])
            ),
            Picture.Product(
                "hollow",
                "basin-catchall-basalt",
                () =>
                    Room(36, 3.4f, 17, 2.2f, "7f7062")
                        .With([
                            .. Dish(Basalt).Put(-4, -1),
                            .. new Thing(new Ball(3.6f), Travertine).Put(10.4f, 4, 30, 3.6f),
                        ])
            ),
            Picture.Product(
                "hollow",
                "keystone-bookends-travertine",
                () =>
                    Room(50, 9, 8, 1.7f)
                        .With([
                            .. HalfArch(Travertine, false).Put(-10.5f, 0),
                            .. HalfArch(Travertine, true).Put(10.5f, 0),
                            .. Volumes(),
                        ])
            ),
            Picture.Product(
                "hollow",
                "keystone-bookends-basalt",
                () =>
                    Room(33, 8.4f, 7, 2.3f, "7d6d60")
                        .With([
                            .. HalfArch(Basalt, false).Put(-0.15f, 0, 14),
                            .. HalfArch(Basalt, true).Put(0.15f, 0, 14),
                        ])
            ),
        ];

    private static Thing[] Volumes()
    {
        string[] cloths = ["2d2a28", "6b3a27", "3b4146", "8b7a63", "26282b", "54463a"];
        float[] heights = [19, 17.4f, 20.4f, 18.2f, 19.6f, 17];
        var x = -10.2f;
        return
        [
            .. cloths.SelectMany(
                (cloth, i) =>
                {
                    var thick = 2.7f + (0.5f * (i % 3));
                    x += thick + 0.12f;
                    return new Thing(new Block(thick, heights[i], 13, 0.3f), Finish.Cloth(cloth)).Put(
                        x - (thick / 2),
                        -3 + (0.5f * (i % 2)),
                        0,
                        heights[i] / 2
                    );
                }
            ),
        ];
    }

    private static Thing[] Small(Material metal, float x, float z) =>
        new Thing(Lathe.Vessel(Line("0 0.4, 2.4 0.4, 3.4 1, 3.8 2"), 0.3f, 0.24f, 0), metal).Put(x, z, 0, 0.3f);
}
