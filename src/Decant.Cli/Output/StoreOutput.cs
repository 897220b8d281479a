using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Output;

/// <summary>What a store is and has.</summary>
internal static class StoreOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(string folder, Invocation call)
    {
        var manifest = StoreManifest.Read(folder);
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(Json(folder, manifest));
            return;
        }

        var facts = TableLook.OfFacts();
        foreach (var (name, fact) in Facts(manifest))
        {
            facts.AddFact(name, fact);
        }

        call.Terminal.Show(new Markup($"[bold]{Markup.Escape(folder)}[/]\n"));
        call.Terminal.Show(facts);
    }

    private static IEnumerable<(string Name, string Fact)> Facts(StoreManifest manifest)
    {
        var identity = manifest.Identity;
        yield return ("Teacher", $"{identity.Teacher} ({identity.TeacherSha256[..Math.Min(12, identity.TeacherSha256.Length)]})");
        yield return ("Samples", $"{Quantity.Count(identity.Samples)} of {identity.Data} ({identity.DataSha256[..12]})");
        yield return (
            "Views",
            identity.Augmentation.Length == 0
                ? "as they are"
                : $"{Quantity.Count(identity.Views)}: {identity.Augmentation}, seed "
                    + $"{identity.ViewSeed.ToString(CultureInfo.InvariantCulture)}"
        );
        yield return ("Encoding", $"{manifest.Encoding}: {string.Join("; ", manifest.Values)}");
        yield return (
            "Answers",
            manifest.Answers == manifest.Wanted
                ? $"all {Quantity.Count(manifest.Answers)}"
                : $"{Quantity.Count(manifest.Answers)} of {Quantity.Count(manifest.Wanted)}"
        );
        yield return (
            "Size",
            $"{Quantity.Bytes(manifest.Bytes)} in {Quantity.Count(manifest.Shards.Count)} file{(manifest.Shards.Count == 1 ? "" : "s")}"
                + $"{(manifest.Answers == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {(double)manifest.Bytes / manifest.Answers:0.#} bytes an answer"))}"
        );
        if (Agreement(manifest) is { } agreement)
        {
            yield return ("Agrees with labels", Quantity.Percent(agreement));
        }

        yield return ("Took", Quantity.Duration(TimeSpan.FromSeconds(manifest.Shards.Sum(shard => shard.Seconds))));
    }

    private static double? Agreement(StoreManifest manifest)
    {
        var counted = manifest.Shards.Sum(shard => shard.Counted);
        return counted == 0 ? null : (double)manifest.Shards.Sum(shard => shard.Right) / counted;
    }

    private static string Json(string folder, StoreManifest manifest) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteString("folder", folder);
            json.WriteString("teacher", manifest.Identity.Teacher);
            json.WriteString("teacherSha256", manifest.Identity.TeacherSha256);
            json.WriteString("data", manifest.Identity.Data);
            json.WriteString("dataSha256", manifest.Identity.DataSha256);
            json.WriteNumber("samples", manifest.Identity.Samples);
            json.WriteNumber("views", manifest.Identity.Views);
            json.WriteString("augmentation", manifest.Identity.Augmentation);
            json.WriteStrings("classes", manifest.Identity.Classes);
            json.WriteString("encoding", $"{manifest.Encoding}");
            json.WriteNumber("answers", manifest.Answers);
            json.WriteNumber("wanted", manifest.Wanted);
            json.WriteNumber("bytes", manifest.Bytes);
            json.WriteFinite("agreement", Agreement(manifest));
            json.WriteFinite("seconds", manifest.Shards.Sum(shard => shard.Seconds));
            json.WriteEndObject();
        });
}
