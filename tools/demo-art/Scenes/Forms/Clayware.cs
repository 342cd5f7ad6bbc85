using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Forms thrown on a wheel. Each stands on y = 0 with its middle at the origin.</summary>
public static class Clayware
{
    public static Thing[] Mug(Func<float, float, Material> glaze, float height = 9.4f, float width = 1) =>
        [
            new(
                Lathe
                    .Vessel(
                        Line(
                            $"""
                            0 0.3, {3.1f * width} 0.3, {4.05f * width} 1.2, {4.25f * width} {height * 0.5f},
                            {4.1f * width} {height - 0.25f}
                            """
                        ),
                        0.6f,
                        0.5f
                    )
                    .And(
                        new Rod(
                            Path(
                                $"""
                                {4.0f * width} {height * 0.83f} 0, {5.7f * width} {height * 0.88f} 0,
                                {7.0f * width} {height * 0.68f} 0, {6.5f * width} {height * 0.4f} 0,
                                {4.1f * width} {height * 0.25f} 0
                                """
                            ),
                            0.56f,
                            0.48f,
                            0.66f
                        ),
                        0.7f
                    ),
                glaze(1.3f, height)
            ),
        ];

    public static Thing[] Bowl(Func<float, float, Material> glaze, float size = 1) =>
        [
            new(
                Lathe
                    .Vessel(
                        Line(
                            $"""
                            0 {1.1f * size}, {2.4f * size} {1.15f * size}, {5.4f * size} {2.5f * size},
                            {7.4f * size} {5.1f * size}, {8.2f * size} {8 * size}
                            """
                        ),
                        0.72f,
                        0.5f
                    )
                    .And(Lathe.Vessel(Line($"{3.3f * size} 0.25, {3.0f * size} {1.4f * size}"), 0.5f, 0.7f), 0.5f),
                glaze(1.9f * size, (8 * size) + 0.25f)
            ),
        ];

    public static Thing[] Plate(Func<float, float, Material> glaze, float size = 1) =>
        [
            new(
                Lathe
                    .Vessel(
                        Line($"0 0.7, {6 * size} 0.65, {11 * size} 0.75, {13.2f * size} 1.4, {14 * size} 2.5"),
                        0.7f,
                        0.5f,
                        0.004f
                    )
                    .And(Lathe.Vessel(Line($"{8.4f * size} 0.2, {8.3f * size} 0.8"), 0.4f, 0.6f), 0.3f),
                glaze(0.3f, 2.75f)
            ),
        ];

    public static Thing[] ServingBowl(Material inside, Material outside) =>
        [
            new(
                Lathe
                    .Vessel(Line("0 1.3, 5 1.3, 11 2.4, 15.4 5.2, 17.6 9.2"), 0.95f, 0.7f, 0.01f)
                    .And(Lathe.Vessel(Line("8 0.3, 7.8 1.9"), 0.6f, 0.8f), 0.6f),
                Ceramic.GlazedInside(inside, outside, 9.5f)
            ),
        ];

    public static Thing[] Vase(Func<float, float, Material> glaze, float size = 1) =>
        [
            new(
                Lathe.Vessel(
                    Line(
                        $"""
                        0 0.3, {3.9f * size} 0.32, {6.5f * size} {2.9f * size}, {7.6f * size} {7.4f * size},
                        {6.1f * size} {11.8f * size}, {2.7f * size} {14.1f * size},
                        {1.75f * size} {15.6f * size}, {2.25f * size} {17.2f * size}
                        """
                    ),
                    0.6f,
                    0.46f,
                    0.008f
                ),
                glaze(1.2f, (17.2f * size) + 0.2f)
            ),
        ];

    public static Thing[] Pitcher(Func<float, float, Material> glaze) =>
        [
            new(
                Lathe
                    .Vessel(Line("0 0.3, 4.8 0.34, 6.2 2.6, 6.5 7.6, 5 14, 4.5 18, 5.1 22.4"), 0.65f, 0.5f)
                    .And(new Rod(Path("-3.6 17.4 0, -4.9 20.4 0, -6.3 22.5 0"), 1.7f, 1.05f), 1.6f)
                    .Without(new Rod(Path("-2.2 18.4 0, -4.4 21.4 0, -6.8 23.9 0"), 1.5f, 0.95f), 0.25f)
                    .Without(new Drum(8, 4, 0.1f).At(0, 22.75f), 0.12f)
                    .And(
                        new Rod(Path("4.6 19.6 0, 7.4 20.9 0, 9.8 18.4 0, 9.3 12 0, 6.2 8.4 0"), 0.78f, 0.62f, 0.62f),
                        0.9f
                    ),
                glaze(1.6f, 22.8f)
            ),
        ];

    public static Thing[] Cup(Func<float, float, Material> glaze, float size = 1) =>
        [
            new(
                Lathe.Vessel(
                    Line(
                        $"""
                        0 0.28, {2.2f * size} 0.3, {3.55f * size} {1.7f * size}, {3.85f * size} {3.9f * size},
                        {3.25f * size} {6.4f * size}
                        """
                    ),
                    0.52f,
                    0.4f,
                    0.012f
                ),
                glaze(0.9f, (6.4f * size) + 0.2f)
            ),
        ];

    public static Thing[] Teapot(Func<float, float, Material> glaze) =>
        [
            new(
                Lathe
                    .Solid(
                        Line("0 0, 4.4 0, 5.2 0.35, 7.7 3.4, 8.1 6.4, 6.3 9.6, 4.5 10.6, 4.2 10.5, 0 10.2"),
                        0.12f,
                        true,
                        0.006f
                    )
                    .And(new Rod(Path("-6 4.4 0, -9 5.8 0, -10.6 8.4 0, -12.6 10.6 0"), 1.9f, 0.78f), 1.3f)
                    .Without(new Rod(Path("-11.5 9.6 0, -13.4 11.5 0"), 0.5f, 0.56f), 0.12f)
                    .And(
                        new Rod(Path("6.6 9 0, 9.6 10.8 0, 12.2 8.6 0, 11.4 4.8 0, 7.4 3.4 0"), 0.66f, 0.58f, 0.7f),
                        0.8f
                    ),
                glaze(1, 30)
            ),
            new(
                Lathe.Solid(
                    Line("0 10.4, 4.05 10.5, 4.1 10.95, 3.2 11.7, 1.2 12.25, 0.75 12.6, 1.15 13.3, 0.9 14, 0 14.2"),
                    0.1f
                ),
                glaze(-5, 30)
            ),
        ];

    public static Thing[] MoonJar(Func<float, float, Material> glaze) =>
        [
            new(
                Lathe
                    .Vessel(
                        Line(
                            """
                            0 0.4, 5.6 0.4, 6.6 1.2, 12 6.2, 14.7 12.6, 14.95 15.2, 14.5 18.2, 12 23.4, 7.6 27.6,
                            6.5 28.9, 6.7 30.2
                            """
                        ),
                        0.8f,
                        0.6f,
                        0.018f
                    )
                    .And(new Ring(14.82f, 0.12f).At(0, 15.2f), 0.7f),
                glaze(-5, 40)
            ),
        ];

    public static Thing[] SaltCellar(Func<float, float, Material> glaze, Material wood) =>
        [
            new(Lathe.Vessel(Line("0 0.3, 4.2 0.32, 5.4 1.6, 5.6 3.8, 4.8 6"), 0.7f, 0.5f), glaze(1, 30)),
            new(
                Lathe.Solid(Line("0 6, 5.1 6, 5.2 6.5, 4.9 6.9, 2 7.15, 0.95 7.5, 1.15 8.5, 0.9 9.1, 0 9.25"), 0.1f),
                wood
            ),
        ];

    public static Thing[] Platter(Func<float, float, Material> glaze) =>
        [
            new(
                Lathe
                    .Vessel(Line("0 0.4, 10 0.42, 15.5 0.7, 18 1.6, 18.9 2.9"), 0.75f, 0.55f, 0.006f)
                    .Stretched(1, 1, 0.6f),
                glaze(0.2f, 3.1f)
            ),
        ];
}
