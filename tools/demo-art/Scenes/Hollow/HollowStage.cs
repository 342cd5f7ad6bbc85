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

namespace Orion.DemoArt.Scenes.Hollow;

/// <summary>A dark room, a thin cool edge of light, and whatever the objects themselves give.</summary>
public static class HollowStage
{
    // Far above the table, so that nothing but wall is seen.
    public const float Height = 400;

    public static Material Dial => Finish.Plain("e0d6c6", 0.5f);

    public static Scene Add(this Scene scene, (Thing[] Things, Lamp Lamp) lit) => scene.With(lit.Things).Lit(lit.Lamp);

    public static Scene Room(float size, float height, float elevation, float studio, string wall = "5c4c3e") =>
        Night(size, wall, new Camera(new Vector3(0, height, 0), size, elevation), size * 0.62f, studio);

    public static Scene Night(float size, string wall, Camera camera, float depth, float studio)
    {
        var scale = size / 40;
        var tone = Colour.Hex(wall);
        var plaster = new Material((p, _) => Finish.Of(tone * (0.93f + (0.14f * Noise.Value(p * 0.09f))), 0.9f, 0));
        var table = new Material(
            (p, _) => Finish.Of(tone * 0.62f * (0.93f + (0.14f * Noise.Value(p * 0.16f))), 0.34f, 0.04f)
        );
        return new Scene(new Backdrop(table, plaster, depth, 0), camera)
        {
            RoomLow = new Vector3(0.035f, 0.034f, 0.036f) * (0.6f + studio),
            RoomHigh = new Vector3(0.06f, 0.062f, 0.07f) * (0.6f + studio),
            Exposure = 2,
            Vignette = 0.45f,
        }.Lit(
            new SoftBox(
                new Vector3(-52, 58, 6) * scale,
                new Vector3(0, 6, 0) * scale,
                22 * scale,
                62 * scale,
                new Vector3(8.4f, 7.4f, 6.5f) * studio
            ),
            new SoftBox(
                new Vector3(62, 34, -12) * scale,
                new Vector3(0, 10, 0) * scale,
                12 * scale,
                70 * scale,
                new Vector3(3.2f, 3.3f, 3.6f) * studio
            )
        );
    }

    public static Scene Wall(float size, string wall)
    {
        var tone = Colour.Hex(wall);
        var plaster = new Material(
            (p, _) => Finish.Of(tone * (0.9f + (0.2f * Noise.Cloud(p * 0.2f))), 0.9f, 0),
            p => Noise.Value(p * 0.8f) * 0.03f
        );
        return new Scene(new Backdrop(plaster, plaster, 0, 0), new Camera(new Vector3(0, Height, 0), size, 0))
        {
            RoomLow = new Vector3(0.1f),
            RoomHigh = new Vector3(0.16f),
            Exposure = 1.5f,
            Vignette = 0.5f,
        }.Lit(
            new SoftBox(
                (new Vector3(-50, 52, 42) * (size / 44)) + new Vector3(0, Height, 0),
                new Vector3(0, Height, 0),
                26 * size / 44,
                40 * size / 44,
                new Vector3(9.5f, 8.2f, 6.6f)
            )
        );
    }
}
