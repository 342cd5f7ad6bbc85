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

/// <summary>Candles and what lights them.</summary>
public static class HollowCandles
{
    public static IEnumerable<Picture> All() =>
        [
            Picture.Product(
                "hollow",
                "ember-pillar-bone",
                () =>
                    Room(34, 12, 6, 0.6f)
                        .Add(Pillar("e6d9c3", -7, 1, 14, 3.5f, true, 0.6f))
                        .Add(Pillar("e6d9c3", 1.6f, -3, 21, 3.5f, true, 0.6f))
                        .Add(Pillar("e6d9c3", 7.4f, 4, 9, 3.5f, true, 0.6f))
            ),
            Picture.Product(
                "hollow",
                "ember-pillar-tobacco",
                () =>
                    Room(30, 10, 6, 1.1f, "66564a")
                        .Add(Pillar("8a5a34", -3.8f, -1, 18, 3.5f, true, 0.9f))
                        .With(Pillar("8a5a34", 4.8f, 2, 11, 3.5f, false).Things)
            ),
            Picture.Product(
                "hollow",
                "smoke-candle",
                () =>
                    Room(23, 5.2f, 13, 1)
                        .Add(Jar(-2, 0, true))
                        .With(new Thing(new Drum(4.3f, 0.7f, 0.15f), Brass).Put(6.6f, 4.2f))
            ),
            Picture.Product(
                "hollow",
                "smoke-candle-trio",
                () =>
                    Room(33, 5.4f, 10, 1.1f, "565b63")
                        .With(Jar(-10, -1.5f, false).Things)
                        .Add(Jar(0, 0, true))
                        .With(Jar(10, -1.5f, false).Things)
            ),
            Picture.Product(
                "hollow",
                "trine-candleholder-brass",
                () =>
                    Room(36, 13, 5, 0.9f)
                        .With([
                            .. Holder(0, Brass, -9, 1, true),
                            .. Holder(2, Brass, 0.6f, -3, true),
                            .. Holder(1, Brass, 9.4f, 2, true),
                        ])
                        .Lit(Fire(-9, 25.5f, 1, 0.5f), Fire(0.6f, 24.4f, -3, 0.5f), Fire(9.4f, 22.4f, 2, 0.5f))
            ),
            Picture.Product(
                "hollow",
                "trine-candleholder-steel",
                () =>
                    Room(30, 6.4f, 12, 1.7f, "74655a")
                        .With([
                            .. Holder(0, Steel, -8, 2, false),
                            .. Holder(2, Steel, 0.4f, -3, false),
                            .. Holder(1, Steel, 8, 3, false),
                        ])
            ),
            Picture.Product("hollow", "umbra-match-cloche", () => Matches()),
        ];

    private static Scene Matches()
    {
        var tip = Finish.Plain("181514", 0.8f);
        var wood = Finish.Plain("d9b98a", 0.7f);
        var scene = Room(24, 6.4f, 8, 1.7f, "77634f")
            .With([
                .. new Thing(new Drum(4.6f, 2.2f, 0.15f), Basalt).Put(0),
                .. new Thing(
                    Lathe.Vessel(Line("0 0.25, 3.3 0.25, 3.45 0.8, 3.45 7"), 0.34f, 0.3f, 0),
                    Finish.Clear(0.74f, 0.66f, 0.58f)
                ).Put(0, 0, 0, 2.25f),
            ]);
        for (var i = 0; i < 34; i++)
        {
            var angle = i * 2.399963f;
            var out1 = 2.7f * MathF.Sqrt((i + 0.5f) / 34);
            float x = MathF.Cos(angle) * out1,
                z = MathF.Sin(angle) * out1;
            float lean = 1.04f + (0.1f * (i % 3)),
                top = 11.4f + (0.35f * (i % 4));
            scene.With(
                new Thing(
                    new Rod(Path($"{x * 0.92f} 2.8 {z * 0.92f}, {x * lean} {top} {z * lean}"), 0.15f, 0.15f),
                    wood
                ),
                new Thing(new Ball(0.27f).Stretched(1, 1.6f, 1), tip).At(x * lean, top + 0.1f, z * lean)
            );
        }

        return scene;
    }
}
