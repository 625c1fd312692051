using System.Globalization;

using CampusPhoto.PortraitStudio;
using CampusPhoto.PortraitStudio.Training;

const string usage = """
    usage: PortraitStudio OUT.jpg|OUT.png [--fault NAME] [--seed N]
           PortraitStudio --list
           PortraitStudio --qr TEXT OUT.png [--screenshot]
           PortraitStudio faults [FOLDER] OUT [--kinds NAME,NAME] [--per N] [--seed N] [--sheets]
           PortraitStudio train FOLDER OUT [--half tune|report|all] [--seed N] [--only MODEL,MODEL]
    """;

string? Option(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

if (args is ["faults", .. var asked]) return FaultsCommand.Run(asked);
if (args is ["train", .. var taught]) return TrainCommand.Run(taught);

if (args is ["--list"])
{
    foreach (var (name, (item, _)) in Faults.All) Console.WriteLine($"{name,-16} refused for {item}");
    return 0;
}

if (args is ["--qr", var text, var target, ..])
{
    await File.WriteAllBytesAsync(target, args.Contains("--screenshot") ? QrPicture.Screenshot(text) : QrPicture.Plain(text));
    return 0;
}

if (args.Length == 0 || args[0].StartsWith('-')) return Fail(usage);
if (Path.GetExtension(args[0]) is not (".jpg" or ".png")) return Fail("OUT must end in .jpg or .png");

var portrait = new Portrait();
if (Option("--seed") is { } seed)
{
    if (!int.TryParse(seed, CultureInfo.InvariantCulture, out var number)) return Fail("--seed needs a whole number");
    portrait = portrait with { Seed = number };
}

if (Option("--fault") is { } fault)
{
    if (!Faults.All.TryGetValue(fault, out var named)) return Fail($"no fault is called {fault}; --list shows them");
    portrait = named.Apply(portrait);
}

await File.WriteAllBytesAsync(args[0], Studio.Draw(portrait, Path.GetExtension(args[0])));
return 0;

// Otherwise the web framework, which comes with the product, makes it public.
internal sealed partial class Program;
