using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>The colours of the paper shop, and its mark.</summary>
public static class Inks
{
    public const string Vermilion = "c5301a";
    public const string Indigo = "27364f";
    public const string Chalk = "ece7dc";
    public const string Ink = "1d1f22";

    /// <summary>A label with the house mark: one upright stroke and one red seal.</summary>
    public static Material Marked(string paper, string ink, float size)
    {
        Vector3 ground = Colour.Hex(paper),
            line = Colour.Hex(ink),
            red = Colour.Hex(Vermilion);
        return new Material(
            (p, _) =>
            {
                float x = p.X / size,
                    y = p.Y / size;
                var stroke = MathF.Abs(x + 0.24f) < 0.03f && MathF.Abs(y) < 0.8f;
                var seal = MathF.Abs(x - 0.16f) < 0.15f && MathF.Abs(y + 0.62f) < 0.15f;
                return Finish.Of(
                    seal ? red
                        : stroke ? line
                        : ground,
                    0.8f,
                    0.03f
                );
            }
        );
    }
}
