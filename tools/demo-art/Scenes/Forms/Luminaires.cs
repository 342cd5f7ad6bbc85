using Orion.DemoArt.Geometry;
using Orion.DemoArt.Light;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Palette;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Lamps. What glows brings the light that stands in for it.</summary>
public static class Luminaires
{
    private static readonly Vector3 Warm = new(1, 0.58f, 0.25f);

    public static (Thing[] Things, Lamp Lamp) Orbit(Material finish, float x, float z, float bright = 1)
    {
        Thing[] things =
        [
            .. new Thing(new Drum(6.2f, 15, 0.25f).Without(new Ball(11).At(1.5f, 24.6f), 0.1f), finish).Put(x, z),
            .. new Thing(new Ball(11), Finish.Glowing(new Vector3(0.95f, 0.66f, 0.38f) * 1.05f))
            {
                Shadows = false,
            }.Put(x + 1.5f, z, 0, 24.6f),
            .. new Thing(new Rod(Path("5.6 0.5 -1.2, 10 0.34 -5, 22 0.34 -7, 40 0.34 -16"), 0.34f, 0.34f), Soot).Put(
                x,
                z
            ),
        ];
        return (things, new Globe(new Vector3(x + 1.5f, 24.6f, z), 11, Warm * 3.4f * bright));
    }

    public static (Thing[] Things, Lamp Lamp) Vesper(Material finish, float x, float z, float height, float tilt = 9)
    {
        var inside = Finish.Plain("e8c68a", 0.5f);
        var shade = new Material(
            (p, n) => Vector3.Dot(new Vector3(p.X, p.Y + 6, p.Z), n) < 0 ? inside.Shade(p, n) : finish.Shade(p, n)
        );
        var wall = Line("0 7.2, 2.2 7.1, 7 5.6, 11.2 2, 12.4 -1.4");
        Thing[] things =
        [
            .. new Thing(Lathe.Vessel(wall, 0.3f, 0.26f, 0), shade).Turned(0, 0, tilt).Put(x, z, 0, height - 7),
            .. new Thing(
                new Rod(
                    Path(
                        $"""
                        4.6 0.5 0, 4.6 {height * 0.4f} 0, 4.6 {height * 0.8f} 0, 3.6 {height * 0.97f} 0,
                        0.3 {height + 1.4f} 0
                        """
                    ),
                    0.42f,
                    0.42f
                ),
                finish
            ).Put(x, z),
            .. new Thing(new Drum(0.8f, 2, 0.3f), Brass).Put(x - 0.4f, z, 0, height),
            .. new Thing(new Drum(7.4f, 1.3f, 0.3f), finish).Put(x + 4.6f, z),
            .. new Thing(new Ball(2.3f), Finish.Glowing(Warm * 9)) { Shadows = false }.Put(x, z, 0, height - 4.4f),
        ];
        return (things, new Globe(new Vector3(x, height - 4.4f, z), 2.3f, Warm * 130));
    }

    public static (Thing[] Things, Lamp Lamp) Halo(Material finish, float y, float width)
    {
        var inside = Finish.Plain("ecc98e", 0.5f);
        var shade = new Material((p, n) => n.Y < 0.15f && p.Y < 5 ? inside.Shade(p, n) : finish.Shade(p, n));
        var half = width / 2;
        Thing[] things =
        [
            .. new Thing(
                Lathe.Vessel(
                    Line($"0 6.6, {half * 0.25f} 6.4, {half * 0.66f} 4.4, {half * 0.93f} 1.2, {half} -0.6"),
                    0.34f,
                    0.3f,
                    0
                ),
                shade
            ).Put(0, 0, 0, y),
            .. new Thing(new Drum(0.16f, 90, 0.05f), Soot).Put(0, 0, 0, y + 6.6f),
            .. new Thing(new Drum(1.5f, 3.2f, 0.3f), finish).Put(0, 0, 0, y + 6.2f),
            .. new Thing(new Ball(3.1f), Finish.Glowing(Warm * 8)) { Shadows = false }.Put(0, 0, 0, y + 0.9f),
        ];
        return (things, new Globe(new Vector3(0, y + 0.9f, 0), 3.1f, Warm * 140));
    }
}
