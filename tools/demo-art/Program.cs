using System.Diagnostics;
using NetVips;
using Orion.DemoArt.Render;
using Orion.DemoArt.Scenes;
using Orion.DemoArt.Scenes.Hollow;
using Orion.DemoArt.Scenes.Kiln;
using Orion.DemoArt.Scenes.Sumi;

// Draws every picture of the three demo shops. The same input gives the same bytes; see README.md.
string? Option(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (args.Length == 0 || args[0].StartsWith('-'))
{
    Console.Error.WriteLine(
        "Name the folder to write to: demo-art OUTFOLDER [--only TEXT,TEXT] [--scale 0.25] [--samples 9] "
            + "[--threads 2] [--sheet FILE.png]"
    );
    return 2;
}

var scale = float.Parse(Option("--scale") ?? "1");
var samples = int.Parse(Option("--samples") ?? "9");
var threads = int.Parse(Option("--threads") ?? Environment.ProcessorCount.ToString());
var only = (Option("--only") ?? "").Split(',');
var sheet = Option("--sheet");
var prints = new List<Image>();
var total = 0L;
var clock = Stopwatch.StartNew();

Picture[] pictures =
[
    .. KilnStillLifes.All(),
    .. KilnDrinkware.All(),
    .. KilnTableware.All(),
    .. KilnVases.All(),
    .. HollowStillLifes.All(),
    .. HollowLighting.All(),
    .. HollowCandles.All(),
    .. HollowObjects.All(),
    .. SumiStillLifes.All(),
    .. SumiTea.All(),
    .. SumiWriting.All(),
    .. SumiPaper.All(),
];
foreach (var picture in pictures)
{
    var name = $"{picture.Store}/{picture.Name}";
    if (!only.Any(name.Contains))
    {
        continue;
    }

    var from = clock.Elapsed;
    int width = (int)(picture.Width * scale),
        height = (int)(picture.Height * scale);
    var scene = picture.Build();
    var plate = Plate.Expose(scene, width, height, samples, threads);
    Smoother.Smooth(plate, threads);
    var bytes = Darkroom.Develop(plate, scene);
    if (sheet is not null)
    {
        prints.Add(Image.NewFromMemoryCopy(bytes, width, height, 3, Enums.BandFormat.Uchar).ThumbnailImage(4000, 300));
        continue;
    }

    Directory.CreateDirectory(Path.Combine(args[0], picture.Store));
    var size = Darkroom.Save(bytes, width, height, Path.Combine(args[0], $"{name}.webp"), picture.Limit);
    total += size;
    Console.WriteLine($"{name, -44} {size / 1000.0, 6:0.0} KB {(clock.Elapsed - from).TotalSeconds, 6:0.0} s");
}

if (sheet is not null)
{
    Image
        .Arrayjoin([.. prints], across: 7, background: [255], shim: 4, hspacing: prints.Min(print => print.Width))
        .WriteToFile(sheet);
}

Console.WriteLine($"{total / 1e6:0.00} MB in {clock.Elapsed.TotalSeconds:0} s");
return 0;
