using Orion.DemoArt.Geometry;
using Orion.DemoArt.Light;
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

/// <summary>Lamps.</summary>
public static class HollowLighting
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product("hollow", "orbit-table-lamp-steel", () => Room(52, 18.5f, 5, 0.5f).Add(Orbit(Steel, 0, 0))),
            Picture.Product(
                "hollow",
                "orbit-table-lamp-brass",
                () => Room(52, 18.5f, 5, 0.8f, "66564a").Add(Orbit(Brass, 0, 0, 0.85f))
            ),
            Picture.Product(
                "hollow",
                "vesper-lamp-soot",
                () => Room(58, 21, 4, 0.5f).Add(Vesper(Soot, -1, 0, 40)).With(Books(-13, 3, 2))
            ),
            Picture.Product(
                "hollow",
                "vesper-lamp-bone",
                () => Room(58, 21, 4, 0.6f, "53565a").Add(Vesper(Bone, -2, 0, 40))
            ),
            Picture.Product(
                "hollow",
                "halo-pendant-soot",
                () =>
                    Room(60, 30, 2.5f, 0.6f, "6b553f")
                        .Add(Halo(Soot, 40, 45))
                        .With(new Thing(new Block(90, 2, 60, 0.2f), Finish.Wood("5b4331", "3b2a1e")).Put(0, 0, 0, 7))
                        .With(Dish(Travertine).Put(3, 2, 0, 8))
            ),
            Picture.Product(
                "hollow",
                "halo-pendant-brass",
                () =>
                    Room(60, 30, 2.5f, 1.1f, "5d5854")
                        .Add(Halo(Brass, 40, 45))
                        .With(new Thing(new Block(90, 2, 60, 0.2f), Finish.Wood("5b4331", "3b2a1e")).Put(0, 0, 0, 7))
                        .With(new Thing(new Ball(4.5f), Travertine).Put(-6, 4, 20, 12.5f))
            ),
            Picture.Product("hollow", "column-lamp", () => Column()),
        ];

    private static Scene Column() =>
        Night(150, "64523f", new Camera(new Vector3(4, 52, 0), 112, 3), 40, 0.4f)
            .With([
                .. new Thing(new Block(20, 13, 20, 0.2f), Travertine).Put(0, 0, 24, 6.5f),
                .. new Thing(new Block(6, 94, 4.6f, 0.4f), Finish.Glowing(new Vector3(1.5f, 0.95f, 0.46f)))
                {
                    Shadows = false,
                }.Put(0, 0, 24, 60),
            ])
            .Lit([
                .. Enumerable
                    .Range(0, 4)
                    .Select(i => new Globe(new Vector3(0, 22 + (25 * i), 0), 4.5f, new Vector3(1, 0.6f, 0.28f) * 9)),
            ]);
}
