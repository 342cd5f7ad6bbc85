using System.Globalization;
using Orion.DemoArt.Render;

namespace Orion.DemoArt.Scenes;

public static class Arrange
{
    /// <summary>Sets a group of parts down as one object.</summary>
    public static Thing[] Put(this IEnumerable<Thing> parts, float x, float z = 0, float yaw = 0, float y = 0) =>
        [.. parts.Select(part => part.Swung(yaw).Moved(new Vector3(x, y, z)))];

    public static Thing[] Put(this Thing part, float x, float z = 0, float yaw = 0, float y = 0) =>
        Put([part], x, z, yaw, y);

    /// <summary>A profile in (radius, height) as text: "0 0.3, 3.1 0.3, 4 1.2".</summary>
    public static Vector2[] Line(string points) => [.. Points(points).Select(p => new Vector2(p[0], p[1]))];

    /// <summary>Points in space as text: "0 0 0, 1 2 0".</summary>
    public static Vector3[] Path(string points) => [.. Points(points).Select(p => new Vector3(p[0], p[1], p[2]))];

    private static IEnumerable<float[]> Points(string text) =>
        text.Split(',')
            .Select(point => point.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(point => point.Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray());
}
