// Damages real files in every way and reads them: each must be read or refused in a sentence, within 2 seconds and 512 MB.
// Usage: Decant.Mutations.Bench --files DIR [--count N] [--seed S]     (.onnx, .safetensors, .pt, .pth, .th below DIR)
using System.Globalization;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Randomness;
using Decant.Mutations.Bench;

const double mostSeconds = 2;
const long mostBytes = 512L << 20;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
if (!options.TryGetValue("--files", out var folder) || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Name a folder with real files: --files DIR [--count N] [--seed S].");
    return 2;
}

var count = int.Parse(options.GetValueOrDefault("--count", "1000"), CultureInfo.InvariantCulture);
var seed = ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
var files = Directory
    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
    .Order(StringComparer.Ordinal)
    .Where(file => Path.GetExtension(file) is ".onnx" or ".safetensors" or ".pt" or ".pth" or ".th")
    .ToArray();
var models = files
    .Where(file => file.EndsWith(".onnx", StringComparison.Ordinal))
    .ToDictionary(file => file, file => ModelProto.Parser.ParseFrom(File.ReadAllBytes(file)));
var kept = Directory.CreateTempSubdirectory("decant-mutations-").FullName;
Console.WriteLine($"{files.Length} files, {count} damaged ones from seed {seed}; the one being read lies in {kept}");

var (read, refused, faults, slowest, largest) = (0, 0, 0, 0.0, 0L);
for (var i = 0; i < count && files.Length > 0; i++)
{
    var file = files[i % files.Length];
    var stream = new RandomStream(seed, "damage").At((ulong)i);
    var isModel = models.TryGetValue(file, out var model);
    var bytes =
        isModel && stream.NextInt32(4) > 0 ? ModelDamage.Apply(model!, ref stream) : ByteDamage.Apply(File.ReadAllBytes(file), ref stream);
    var place = Path.Combine(kept, "damaged" + Path.GetExtension(file));
    File.WriteAllBytes(place, bytes);
    GC.Collect();
    var reader = Task.Run(() => isModel ? Reading.OfModel(bytes) : Reading.OfWeights(place));
    if (!reader.Wait(TimeSpan.FromSeconds(30 * mostSeconds)))
    {
        Console.WriteLine(
            $"{place} (from {Path.GetFileName(file)}, number {i}): after {30 * mostSeconds} s no end is in sight; stopped there."
        );
        return 1;
    }

    var reading = reader.Result;
    (read, refused) = (read + (reading.Refusal is null && reading.Fault is null ? 1 : 0), refused + (reading.Refusal is null ? 0 : 1));
    (slowest, largest) = (Math.Max(slowest, reading.Seconds), Math.Max(largest, reading.Memory));
    if (reading.Fault is not null || reading.Seconds > mostSeconds || reading.Memory > mostBytes)
    {
        faults++;
        var copy = Path.Combine(kept, $"{i}{Path.GetExtension(file)}");
        File.Copy(place, copy);
        Console.WriteLine(
            $"{copy} (from {Path.GetFileName(file)}): {reading.Seconds:F1} s, {reading.Memory >> 20} MB, "
                + $"{reading.Fault?.ToString() ?? reading.Refusal ?? "read"}"
        );
    }
}

Console.WriteLine($"{read} read, {refused} refused, {faults} faults; slowest {slowest:F2} s, most memory {largest >> 20} MB");
if (faults == 0)
{
    Directory.Delete(kept, recursive: true);
}

return faults == 0 ? 0 : 1;
