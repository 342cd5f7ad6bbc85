using Orion.DemoArt.Light;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes.Forms;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Clayware;

namespace Orion.DemoArt.Scenes.Kiln;

/// <summary>Warm plaster, a tall window to the left, clay with iron in it.</summary>
public static class KilnStage
{
    public const string Clay = "a9805c";

    public static readonly Vector3 Room = new(0.47f, 0.43f, 0.39f);

    public static Scene Stage(float size, float height, string wall, float elevation) =>
        new Scene(
            Plaster(wall, size * 1.6f, size * 0.8f),
            new Camera(new Vector3(0, height, 0), size * 0.93f, elevation)
        )
        {
            RoomLow = Room * 0.7f,
            RoomHigh = Room * 0.82f,
            Exposure = 1.42f,
        }.Lit(Window(size / 40, false));

    public static Lamp[] Window(float scale, bool shade) =>
        [
            new SoftBox(
                new Vector3(-70, 62, 24) * scale,
                new Vector3(0, 4, 0) * scale,
                50 * scale,
                72 * scale,
                new Vector3(7.6f, 6.9f, 6.1f),
                shade
                    ? p => 0.35f + (0.65f * Noise.Step(-0.12f, 0.2f, MathF.Sin((p.X * 0.075f) + (p.Z * 0.05f) + 1.4f)))
                    : null
            ),
            new SoftBox(
                new Vector3(70, 40, 30) * scale,
                new Vector3(0, 8, 0) * scale,
                40 * scale,
                60 * scale,
                new Vector3(0.62f, 0.56f, 0.5f)
            ),
        ];

    public static Backdrop Plaster(string colour, float depth, float bend)
    {
        var tone = Colour.Hex(colour);
        var plaster = new Material((p, _) => Finish.Of(tone * (0.97f + (0.06f * Noise.Value(p * 0.11f))), 0.9f, 0));
        return new Backdrop(plaster, plaster, depth, bend);
    }

    public static Material Ash(float line, float rim) => Ceramic.Glaze("e6dfd0", Clay, "b48a60", line, rim, 0.42f);

    public static Material Moss(float line, float rim) =>
        Ceramic.Glaze("70714f", Clay, "a2743f", line, rim, 0.34f, 0.2f);

    public static Material Rust(float line, float rim) =>
        Ceramic.Glaze("9a5430", "8c6a4e", "4c2c1e", line, rim, 0.34f, 0.24f);

    public static Material Charcoal(float line, float rim) =>
        Ceramic.Glaze("3a3735", "8f6d50", "8a5c3a", line, rim, 0.2f, 0.26f);

    public static Material Chalk(float line, float rim) =>
        Ceramic.Glaze("eee8dc", Clay, "cdb08c", line, rim, 0.1f, 0.5f);

    public static Material Oat(float line, float rim) => Ceramic.Glaze("dccbab", Clay, "a87a4d", line, rim, 0.3f, 0.2f);

    public static Material RawRim(float line, float rim) =>
        Ceramic.Glaze("dfd8ca", Clay, "9c6f49", line, rim - 0.1f, 0.5f, 0.2f);

    public static Material Oak => Finish.Wood("c79f6c", "9d7143");
}
