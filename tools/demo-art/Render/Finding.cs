namespace Orion.DemoArt.Render;

/// <summary>One camera ray's findings, kept apart so that noise can be smoothed without smearing texture.</summary>
public struct Finding
{
    public Vector3 Diffuse { get; set; }
    public Vector3 Albedo { get; set; }
    public Vector3 Gloss { get; set; }
    public Vector3 Normal { get; set; }
    public float Depth { get; set; }
    public bool OnThing { get; set; }
}
