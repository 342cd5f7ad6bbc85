namespace Orion.DemoArt.Render;

/// <summary>Even, repeatable chance: each pixel and dimension walks its own shifted golden sequence.</summary>
public struct Chance(int x, int y, int sample)
{
    private readonly uint seed = Surfaces.Noise.Hash(x, y, 7);
    private int dimension;

    public Vector2 Pair()
    {
        dimension++;
        var hash = (seed + ((uint)dimension * 0x9e3779b9)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        hash ^= hash >> 16;
        var a = ((hash & 0xffff) / 65536f) + (sample * 0.7548776662f);
        var b = ((hash >> 16) / 65536f) + (sample * 0.5698402910f);
        return new Vector2(a - MathF.Floor(a), b - MathF.Floor(b));
    }
}
