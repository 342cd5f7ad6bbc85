namespace Orion.DemoArt.Geometry;

/// <summary>
/// A surface of revolution. The distance to its profile is computed once on a grid over (radius, height), so that a
/// step of a ray costs one bilinear look-up however intricate the profile is.
/// </summary>
public sealed class Lathe : Shape
{
    private const int Longest = 420;
    private readonly float[] grid;
    private readonly int columns;
    private readonly int rows;
    private readonly float cell;
    private readonly float bottom;
    private readonly float wobble;

    private Lathe(Vector2[] outline, Func<Vector2, float> distance, float grow, float wobble)
    {
        this.wobble = wobble;
        var right = outline.Max(p => p.X) + grow;
        var top = outline.Max(p => p.Y) + grow;
        var low = outline.Min(p => p.Y) - grow;
        cell = MathF.Max(right, top - low) / Longest;
        columns = (int)(right / cell) + 6;
        rows = (int)((top - low) / cell) + 8;
        bottom = low - (3 * cell);
        grid = new float[columns * rows];
        Parallel.For(
            0,
            rows,
            y =>
            {
                for (var x = 0; x < columns; x++)
                {
                    grid[(y * columns) + x] = distance(new Vector2(x * cell, bottom + (y * cell)));
                }
            }
        );
        var reach = right * (1 + wobble);
        Bounds = new Box(new Vector3(-reach, low, -reach), new Vector3(reach, top, reach));
    }

    public override Box Bounds { get; }

    /// <summary>A thrown vessel: a wall that follows a line from the middle of the floor to the rim.</summary>
    /// <param name="thickness">Of the wall, in centimetres, at the floor and at the rim.</param>
    /// <param name="wobble">How far, as a share of the radius, it is from round.</param>
    public static Lathe Vessel(Vector2[] wall, float thickness, float rim, float wobble = 0.006f)
    {
        var line = Curve.Through(wall, 10);
        return new Lathe(line, p => ToLine(line, p, thickness / 2, rim / 2), thickness, wobble);
    }

    /// <summary>A turned solid with this outline, from the foot on the axis to the top on the axis.</summary>
    public static Lathe Solid(Vector2[] outline, float rounding, bool smooth = true, float wobble = 0)
    {
        var line = smooth ? Curve.Through(outline, 10) : outline;
        return new Lathe(line, p => ToArea(line, p) - rounding, rounding, wobble);
    }

    public override float Distance(Vector3 p)
    {
        var square = (p.X * p.X) + (p.Z * p.Z);
        var radius = MathF.Sqrt(square);
        if (wobble > 0)
        {
            // cos 2θ and sin 2θ without an angle: hand-thrown pots are slightly oval, and not on one axis only.
            var oval = ((p.X * p.X) - (p.Z * p.Z) + (MathF.Sin(p.Y * 0.45f) * 2 * p.X * p.Z)) / (square + 0.01f);
            radius /= 1 + (wobble * oval);
        }

        var x = radius / cell;
        var y = (p.Y - bottom) / cell;
        var insideX = Math.Clamp(x, 0, columns - 1.001f);
        var insideY = Math.Clamp(y, 0, rows - 1.001f);
        var column = (int)insideX;
        var row = (int)insideY;
        var fx = insideX - column;
        var fy = insideY - row;
        var at = (row * columns) + column;
        var lower = grid[at] + ((grid[at + 1] - grid[at]) * fx);
        var upper = grid[at + columns] + ((grid[at + columns + 1] - grid[at + columns]) * fx);
        var beyond = MathF.Sqrt(((x - insideX) * (x - insideX)) + ((y - insideY) * (y - insideY))) * cell;
        var value = lower + ((upper - lower) * fy);

        // Off the grid only a lower bound is known; adding the two lengths would let a ray step through the wall.
        return (beyond > 0 ? MathF.Max(beyond, value - beyond) : value) * 0.96f;
    }

    private static float ToLine(Vector2[] line, Vector2 p, float from, float to)
    {
        var best = float.MaxValue;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            var (away, along) = ToSegment(line[i], line[i + 1], p);
            best = MathF.Min(best, away - float.Lerp(from, to, (i + along) / (line.Length - 1)));
        }

        return best;
    }

    private static float ToArea(Vector2[] line, Vector2 p)
    {
        var best = float.MaxValue;
        var inside = false;
        for (int i = 0, j = line.Length - 1; i < line.Length; j = i++)
        {
            // The closing edge lies on the axis, which is no surface: only its crossing counts.
            if (i > 0)
            {
                best = MathF.Min(best, ToSegment(line[j], line[i], p).Away);
            }

            if (
                (line[i].Y > p.Y) != (line[j].Y > p.Y)
                && p.X < ((line[j].X - line[i].X) * (p.Y - line[i].Y) / (line[j].Y - line[i].Y)) + line[i].X
            )
            {
                inside = !inside;
            }
        }

        return inside ? -best : best;
    }

    private static (float Away, float Along) ToSegment(Vector2 a, Vector2 b, Vector2 p)
    {
        var side = b - a;
        var along = Math.Clamp(Vector2.Dot(p - a, side) / (side.LengthSquared() + 1e-9f), 0, 1);
        return ((p - a - (side * along)).Length(), along);
    }
}
