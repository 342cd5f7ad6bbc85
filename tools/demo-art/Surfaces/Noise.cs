namespace Orion.DemoArt.Surfaces;

public static class Noise
{
    public static uint Hash(int x, int y, int z)
    {
        var h = ((uint)x * 0x8da6b343) ^ ((uint)y * 0xd8163841) ^ ((uint)z * 0xcb1ab31f);
        h = (h ^ (h >> 15)) * 0x2c1b3c6d;
        h = (h ^ (h >> 12)) * 0x297a2d39;
        return h ^ (h >> 15);
    }

    /// <summary>Smooth value noise from 0 to 1.</summary>
    public static float Value(Vector3 p)
    {
        int x = (int)MathF.Floor(p.X),
            y = (int)MathF.Floor(p.Y),
            z = (int)MathF.Floor(p.Z);
        var f = p - new Vector3(x, y, z);
        f = f * f * (new Vector3(3) - (2 * f));
        var low = float.Lerp(Edge(x, y, z, f.X), Edge(x, y + 1, z, f.X), f.Y);
        var high = float.Lerp(Edge(x, y, z + 1, f.X), Edge(x, y + 1, z + 1, f.X), f.Y);
        return float.Lerp(low, high, f.Z);
    }

    /// <summary>Four octaves of value noise, from 0 to 1.</summary>
    public static float Cloud(Vector3 p)
    {
        float sum = 0,
            weight = 0.5f;
        for (var octave = 0; octave < 4; octave++, weight /= 2)
        {
            sum += weight * Value(p);
            p = (p * 2.03f) + new Vector3(17.3f, 5.1f, 9.7f);
        }

        return sum / 0.9375f;
    }

    /// <summary>Round specks, one at most in each cell: 1 within a speck, 0 between.</summary>
    public static float Specks(Vector3 p, float share)
    {
        var best = 0f;
        int x = (int)MathF.Floor(p.X - 0.5f),
            y = (int)MathF.Floor(p.Y - 0.5f),
            z = (int)MathF.Floor(p.Z - 0.5f);
        for (var corner = 0; corner < 8; corner++)
        {
            int cx = x + (corner & 1),
                cy = y + ((corner >> 1) & 1),
                cz = z + (corner >> 2);
            var h = Hash(cx, cy, cz);
            if ((h & 1023) / 1023f > share)
            {
                continue;
            }

            var centre =
                new Vector3(cx, cy, cz) + new Vector3((h >> 10) & 127, (h >> 17) & 127, (h >> 24) & 127) / 127f;
            var size = 0.1f + (((h >> 3) & 63) / 63f * 0.26f);
            best = MathF.Max(best, 1 - Step(size * 0.6f, size, (p - centre).Length()));
        }

        return best;
    }

    public static float Step(float from, float to, float v)
    {
        var t = Math.Clamp((v - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static float Edge(int x, int y, int z, float f) =>
        float.Lerp(Hash(x, y, z) / (float)uint.MaxValue, Hash(x + 1, y, z) / (float)uint.MaxValue, f);
}
