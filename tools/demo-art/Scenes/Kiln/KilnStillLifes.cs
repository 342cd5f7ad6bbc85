using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Clayware;
using static Orion.DemoArt.Scenes.Kiln.KilnStage;

namespace Orion.DemoArt.Scenes.Kiln;

/// <summary>The two wide pictures of the home page.</summary>
public static class KilnStillLifes
{
    public static IEnumerable<Picture> All() => [Picture.Hero("kiln", Hero), Picture.Story("kiln", Story)];

    private static Scene Hero() =>
        new Scene(Plaster("d9c5a9", 54, 0), new Camera(new Vector3(-8, 16.2f, 0), 90, 7, 0, 3))
        {
            RoomLow = Room * 0.8f,
            RoomHigh = Room,
            Exposure = 1.42f,
            Vignette = 0.3f,
        }
            .Lit(Window(2.6f, true))
            .With([
                .. Pitcher(Ash).Put(3, -9, -24),
                .. Vase(Rust, 1.22f).Put(26, -13, 0),
                .. Greenery.Branch("5f4330", "d3b083", 18).Put(26.4f, -13, 0, 14),
                .. Bowl(Moss, 1.1f).Put(15.5f, 4, 0),
                .. Bowl(Ash, 1).Put(15.7f, 4, 40, 3.9f),
                .. Bowl(Charcoal, 0.86f).Put(15.4f, 4.1f, 80, 7.5f),
                .. Mug(Charcoal).Put(-8.5f, 3.5f, 150),
                .. Cup(Rust).Put(1.8f, 10, 20),
                .. Plate(Oat, 0.8f).Put(32, 9.5f, 0),
                .. Cup(Ash, 0.9f).Put(32.6f, 9, 30, 1.5f),
            ]);

    private static Scene Story() =>
        new Scene(Plaster("cbb393", 60, 0), new Camera(new Vector3(0, 13, 0), 56, 6))
        {
            RoomLow = Room * 0.7f,
            RoomHigh = Room,
            Exposure = 1.4f,
            Vignette = 0.3f,
        }
            .Lit(Window(2.3f, true))
            .With([
                .. Raw(Bowl, 1.15f).Put(-9),
                .. Raw(Bowl, 1.1f).Put(-8.7f, 0, 30, 4.1f),
                .. Raw(Bowl, 1.02f).Put(-9.2f, 0.2f, 60, 8),
                .. Raw(Bowl, 0.9f).Put(-8.8f, 0, 90, 11.7f),
                .. Raw(Cup, 1.2f).Put(8.8f, -1),
                .. Raw(Cup, 1.2f).Put(9.1f, -1.1f, 40, 5.3f),
                .. Raw(Cup, 1.15f).Put(8.7f, -1, 90, 10.6f),
                .. Raw(Cup, 1.2f).Put(18.6f, 3, 10),
                .. Raw(Cup, 1.1f).Put(4.2f, 9.5f, 10),
            ]);

    private static Thing[] Raw(Func<Func<float, float, Material>, float, Thing[]> form, float size) =>
        form((_, _) => Ceramic.Clay("bf9672", 0.3f), size);
}
