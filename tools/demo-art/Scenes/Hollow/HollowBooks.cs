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

/// <summary>Cloth-bound books to stand or lie beside a lamp.</summary>
public static class HollowBooks
{
    public static Thing[] Books(float x, float z, int count)
    {
        string[] cloths = ["37302b", "6d3b26", "8d7b64", "2a2f33"];
        return
        [
            .. Enumerable
                .Range(0, count)
                .SelectMany(i =>
                    Book(cloths[i], 17 - i, 12 - (i * 0.6f), 2.1f).Put(x, z, 14 - (19 * i), 0.1f + (2.2f * i))
                ),
        ];
    }

    public static Thing[] Book(string cloth, float width, float depth, float thick) =>
        [
            new Thing(
                new Block(width, thick, depth, 0.12f)
                    .At(0, thick / 2)
                    .Without(new Block(width, thick - 0.5f, depth, 0.02f).At(0.4f, thick / 2, 0.45f), 0.02f),
                Finish.Cloth(cloth)
            ),
            new Thing(
                new Block(width - 0.7f, thick - 0.45f, depth - 0.7f, 0.04f).At(0, thick / 2),
                Finish.Pages("d8cbb4")
            ),
        ];
}
