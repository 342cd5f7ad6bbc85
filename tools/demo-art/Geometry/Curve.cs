namespace Orion.DemoArt.Geometry;

public static class Curve
{
    /// <summary>Points on a centripetal-like Catmull-Rom curve through the given ones.</summary>
    public static Vector3[] Through(Vector3[] points, int steps)
    {
        var result = new List<Vector3>();
        for (var i = 0; i + 1 < points.Length; i++)
        {
            var before = points[Math.Max(i - 1, 0)];
            var after = points[Math.Min(i + 2, points.Length - 1)];
            for (var s = 0; s < steps; s++)
            {
                result.Add(Between(before, points[i], points[i + 1], after, s / (float)steps));
            }
        }

        result.Add(points[^1]);
        return [.. result];
    }

    public static Vector2[] Through(Vector2[] points, int steps) =>
        [.. Through([.. points.Select(p => new Vector3(p, 0))], steps).Select(p => new Vector2(p.X, p.Y))];

    private static Vector3 Between(Vector3 a, Vector3 b, Vector3 c, Vector3 d, float t) =>
        0.5f
        * (
            (2 * b)
            + ((c - a) * t)
            + (((2 * a) - (5 * b) + (4 * c) - d) * t * t)
            + (((3 * b) - a - (3 * c) + d) * t * t * t)
        );
}
