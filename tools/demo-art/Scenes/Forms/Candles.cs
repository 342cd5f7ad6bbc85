using Orion.DemoArt.Geometry;
using Orion.DemoArt.Light;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Palette;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Wax, wicks and flames.</summary>
public static class Candles
{
    public static (Thing[] Things, Lamp Lamp) Pillar(
        string wax,
        float x,
        float z,
        float height,
        float radius = 3.5f,
        bool lit = true,
        float strength = 1
    )
    {
        var body = new Drum(radius, height, 0.35f).Without(
            new Ball(radius * 2.4f).At(0, height + (radius * 2.14f)),
            0.5f
        );
        List<Thing> things =
        [
            .. new Thing(body, Finish.Wax(wax, height, lit ? 1.5f : 0)).Put(x, z),
            .. new Thing(
                new Rod(Path($"0 {height - 0.7f} 0, 0.05 {height + 0.2f} 0, 0.22 {height + 0.75f} 0"), 0.12f, 0.1f),
                Soot
            ).Put(x, z),
        ];
        if (lit)
        {
            things.Add(Flame(x + 0.2f, height + 0.6f, z));
        }

        return ([.. things], Fire(x + 0.2f, height + 2, z, strength));
    }

    public static Thing Flame(float x, float y, float z)
    {
        var fire = new Material(
            (p, _) =>
                new Surface
                {
                    Emission = Vector3.Lerp(
                        new Vector3(1.4f, 0.62f, 0.16f),
                        new Vector3(7, 4.4f, 1.8f),
                        Noise.Step(0, 0.9f, p.Y) * Noise.Step(3.2f, 1.2f, p.Y)
                    ),
                    Roughness = 1,
                }
        )
        {
            Sampled = true,
        };
        return new Thing(Lathe.Solid(Line("0 0, 0.28 0.2, 0.5 0.95, 0.3 1.9, 0.1 2.7, 0 3.1"), 0.02f), fire)
        {
            Shadows = false,
        }.At(x, y, z);
    }

    public static Lamp Fire(float x, float y, float z, float strength = 1) =>
        new Globe(new Vector3(x, y, z), 0.75f, new Vector3(1, 0.52f, 0.19f) * (95 * strength));

    public static (Thing[] Things, Lamp Lamp) Jar(float x, float z, bool lit)
    {
        List<Thing> things =
        [
            .. new Thing(
                Lathe.Vessel(Line("0 0.3, 3.6 0.3, 4.1 0.9, 4.15 8.9"), 0.5f, 0.36f, 0.003f),
                Ceramic.Glaze("242120", "242120", "4a4038", -9, 9.1f, 0.1f, 0.5f)
            ).Put(x, z),
            .. new Thing(new Drum(3.95f, 7.1f, 0.1f), Finish.Wax("e6d9bf", 7.1f, lit ? 2.4f : 0)).Put(x, z),
            .. new Thing(new Block(1.3f, 1.1f, 0.16f, 0.03f), Finish.Plain("4a3423")).Put(x, z, 20, 7.6f),
        ];
        if (lit)
        {
            things.Add(Flame(x, 7.7f, z));
        }

        return ([.. things], Fire(x, 9.2f, z, 0.9f));
    }

    public static Thing[] Holder(int form, Material metal, float x, float z, bool lit)
    {
        Shape[] forms =
        [
            new Ball(3.4f).At(0, 3.3f).Without(new Block(9, 1, 9, 0.1f).At(0, -0.5f)),
            new Block(6, 6, 6, 0.18f).At(0, 3),
            new Drum(2.6f, 10.5f, 0.18f),
        ];
        float[] tops = [6.6f, 6, 10.5f];
        List<Thing> things =
        [
            .. new Thing(forms[form], metal).Put(x, z, form == 1 ? 34 : 0),
            .. new Thing(new Drum(1.5f, 1, 0.12f), metal).Put(x, z, 0, tops[form] - 0.2f),
        ];
        if (lit)
        {
            var height = tops[form] + 17 - (form * 2.5f);
            things.Add(
                new Thing(
                    Lathe.Solid(
                        Line(
                            $"""
                            0 0, 1.1 0, 1.1 0.2, 0.72 {height - tops[form] - 0.4f}, 0.3 {height - tops[form]},
                            0 {height - tops[form]}
                            """
                        ),
                        0.05f,
                        false
                    ),
                    Finish.Wax("e4d8c2", height - tops[form], 1.2f)
                ).At(x, tops[form], z)
            );
            things.Add(Flame(x, height + 0.3f, z));
        }

        return [.. things];
    }
}
