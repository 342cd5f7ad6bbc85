using Orion.DemoArt.Geometry;
using Orion.DemoArt.Render;
using Orion.DemoArt.Surfaces;
using static Orion.DemoArt.Scenes.Arrange;
using static Orion.DemoArt.Scenes.Forms.Palette;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>Clocks, trays, dishes and bookends of stone and metal.</summary>
public static class Objects
{
    /// <summary>A wall clock, facing the viewer, its hands at ten past ten.</summary>
    public static Thing[] Clock(Material body, Material hands, float radius, float y, float z)
    {
        var face = Lathe.Vessel(
            Line($"0 0.5, {radius * 0.6f} 0.5, {radius * 0.93f} 0.55, {radius} 1.1, {radius} 3.4"),
            0.5f,
            0.4f,
            0
        );
        return
        [
            new Thing(face, body).Turned(0, 90).At(0, y, z),
            new Thing(new Block(radius * 0.045f, radius * 0.62f, 0.3f, 0.04f).At(0, radius * 0.24f), hands)
                .Turned(0, 0, 58)
                .At(0, y, z + 1.5f),
            new Thing(new Block(radius * 0.03f, radius * 0.9f, 0.26f, 0.04f).At(0, radius * 0.36f), hands)
                .Turned(0, 0, -62)
                .At(0, y, z + 1.9f),
            new Thing(new Ball(radius * 0.045f), hands).At(0, y, z + 2),
        ];
    }

    public static Thing[] Slab(Material stone, Material dial) =>
        [
            new Thing(
                new Block(24, 14, 5, 0.12f)
                    .At(0, 7)
                    .Without(
                        new Drum(4.4f, 3, 0.1f)
                            .Turned(Quaternion.CreateFromAxisAngle(Vector3.UnitX, MathF.PI / 2))
                            .At(5.4f, 7.6f, 1.7f),
                        0.1f
                    ),
                stone
            ),
            .. new Thing(
                new Drum(4.2f, 0.4f, 0.1f).Turned(Quaternion.CreateFromAxisAngle(Vector3.UnitX, MathF.PI / 2)),
                dial
            ).Put(5.4f, 1.8f, 0, 7.6f),
            new Thing(new Block(0.26f, 2.6f, 0.16f, 0.04f).At(0, 1), Soot).Turned(0, 0, 58).At(5.4f, 7.6f, 2.4f),
            new Thing(new Block(0.2f, 3.7f, 0.16f, 0.04f).At(0, 1.5f), Soot).Turned(0, 0, -62).At(5.4f, 7.6f, 2.6f),
        ];

    public static Thing Tray(Material metal, float width, float depth) =>
        new(
            new Block(width, 2.2f, depth, 0.1f)
                .At(0, 1.1f)
                .Without(new Block(width - 0.5f, 4, depth - 0.5f, 0.08f).At(0, 2.3f)),
            metal
        );

    public static Thing Dish(Material stone) =>
        new(Lathe.Vessel(Line("0 0.7, 4 0.75, 8 1.5, 10 3.6"), 1.1f, 0.8f, 0), stone);

    public static Thing HalfArch(Material stone, bool right) =>
        new Thing(
            new Block(10, 16, 8, 0.12f)
                .At(right ? 5 : -5, 8)
                .Without(
                    new Drum(6.2f, 20, 0.02f)
                        .Turned(Quaternion.CreateFromAxisAngle(Vector3.UnitX, MathF.PI / 2))
                        .At(0, 7, -10)
                        .And(new Block(12.4f, 14.2f, 20, 0.02f).At(0, 0)),
                    0.12f
                ),
            stone
        );

    public static Thing[] Keys(float x, float z) =>
        [
            .. new Thing(new Ring(1.7f, 0.14f), Brass).Turned(0, 12).Put(x, z, 0, 1.9f),
            .. new Thing(
                new Block(4.2f, 0.22f, 0.75f, 0.08f).At(3.4f, 0).And(new Drum(1.15f, 0.24f, 0.08f).At(1, -0.12f)),
                Brass
            ).Put(x + 0.8f, z, 24, 1.75f),
            .. new Thing(
                new Block(3.6f, 0.22f, 0.7f, 0.08f).At(3.2f, 0).And(new Drum(1.05f, 0.24f, 0.08f).At(1, -0.12f)),
                Finish.Metal("a8a29a", 0.3f)
            ).Put(x + 0.6f, z, -38, 1.85f),
        ];
}
