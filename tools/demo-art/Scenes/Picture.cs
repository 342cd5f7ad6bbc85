using Orion.DemoArt.Render;

namespace Orion.DemoArt.Scenes;

/// <summary>One file to make: its place, its size in pixels, the most bytes it may have, and what is on it.</summary>
public sealed record Picture(string Store, string Name, int Width, int Height, int Limit, Func<Scene> Build)
{
    public static Picture Product(string store, string name, Func<Scene> build) =>
        new(store, name, 960, 1200, 60_000, build);

    public static Picture Hero(string store, Func<Scene> build) => new(store, "hero", 1920, 1080, 140_000, build);

    public static Picture Story(string store, Func<Scene> build) => new(store, "story", 1200, 1200, 90_000, build);
}
