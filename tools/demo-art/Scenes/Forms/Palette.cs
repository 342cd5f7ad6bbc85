using Orion.DemoArt.Surfaces;

namespace Orion.DemoArt.Scenes.Forms;

/// <summary>The stones, metals and paints that the lamps and objects share.</summary>
public static class Palette
{
    public static Material Steel => Finish.Oxide("34302d");

    public static Material Brass => Finish.Metal("dcae66", 0.32f, 0.6f);

    public static Material Travertine => Finish.Stone("e2d3bb", "b59c7e", 0.9f, 0.8f);

    public static Material Basalt => Finish.Stone("403c39", "242120", 0.25f, 0.25f, 0.4f);

    public static Material Soot => Finish.Plain("1f1d1c", 0.5f);

    public static Material Bone => Finish.Plain("d9cfbf", 0.55f);
}
