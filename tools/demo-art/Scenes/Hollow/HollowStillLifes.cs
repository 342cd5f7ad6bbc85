using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Candles;
using static Orion.DemoArt.Scenes.Forms.Luminaires;
using static Orion.DemoArt.Scenes.Forms.Objects;
using static Orion.DemoArt.Scenes.Forms.Palette;
using static Orion.DemoArt.Scenes.Hollow.HollowBooks;
using static Orion.DemoArt.Scenes.Hollow.HollowStage;

namespace Orion.DemoArt.Scenes.Hollow;

/// <summary>The two wide pictures of the home page.</summary>
public static class HollowStillLifes
{
    public static IEnumerable<Picture> All() => [Picture.Hero("hollow", Hero), Picture.Story("hollow", Story)];

    private static Scene Hero() =>
        Night(120, "5c4b3d", new Camera(new Vector3(0, 19, 0), 98, 4, 0, 3), 60, 0.7f)
            .Add(Orbit(Steel, 14, -8))
            .Add(Pillar("e6d9c3", 41, 6, 15, 3.5f, true, 0.5f))
            .Add(Pillar("e6d9c3", 34.5f, 11, 9, 3.5f, true, 0.4f))
            .With([
                .. HalfArch(Travertine, false).Put(-10, 0, 12),
                .. HalfArch(Travertine, true).Put(-9.7f, 0, 12),
                .. Holder(0, Brass, 27, 9, false),
                .. Dish(Basalt).Put(-1, 13),
                .. Slab(Basalt, Brass).Put(42, -12, -14),
            ]);

    private static Scene Story() =>
        Night(84, "6a5544", new Camera(new Vector3(4, 28, 0), 84, 3), 34, 0.3f)
            .Add(Vesper(Soot, 8, 0, 44))
            .With([.. Books(-10, 2, 4), .. new Thing(new Ball(4), Travertine).Put(-10, 2, 0, 9.6f)]);
}
