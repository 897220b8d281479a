using System.CommandLine;
using System.Globalization;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Reporting.Summaries;

namespace Decant.Cli.Commands;

/// <summary>The same recipe with several values of a setting: quality against size, or against the amount of data.</summary>
internal sealed class SweepCommand : DecantCommand
{
    private const string Page = "sweep.html";

    // What was asked for: the run's own recipe has numbers in the place of 'auto'.
    private const string Asked = "asked.yaml";

    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };
    private readonly Option<string[]> _set = new("--set")
    {
        HelpName = "a.b=x,y,z",
        Description = "A setting and its values, such as student.width=8,16,32; several make a grid. With one value: the same in all runs.",
        DefaultValueFactory = _ => [],
    };

    public SweepCommand()
        : base("sweep", "Runs a recipe with several values of a setting, and shows what each buys: quality, size, latency.")
    {
        Add(_recipe);
        Add(_set);
        Add(StandardOptions.Out);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.NoCompare);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE --set a.b=x,y,z [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant sweep r.yaml --set student.hidden=[16],[64],[256]", "How large must the student be?"),
            new("decant sweep r.yaml --set data.fraction=0.1,0.3,1", "What is distillation worth with fewer data?"),
        ];

    public override string Remark =>
        "A sweep is for choosing, so it is judged by the validation part; the test part is not looked at. Every value is a run of its own in "
        + "the folder; ended or killed, the same command goes on.";

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        SweptSetting[] settings = [.. call.Value(_set)!.Select(SweptSetting.Parse)];
        var swept = settings.Where(setting => setting.Values.Count > 1).ToArray();
        if (swept.Length == 0)
        {
            throw new DecantException("sweep: expected a setting with two or more values. Write --set student.width=8,16,32.");
        }

        // Every recipe is read first: a value that is refused is told before anything is trained.
        var grid = SweptSetting.Grid(settings);
        var recipes = grid.Select(changes => RecipeReader.Read(file, changes)).ToList();
        var title = Path.GetFileNameWithoutExtension(file);
        var folder = call.Value(StandardOptions.Out) ?? Path.Combine("runs", $"sweep-{title}");
        if (!OutputFolder.CanWrite(folder, out var reason))
        {
            throw new DecantException(
                $"--out: expected a folder that can be written, '{folder}' cannot: {reason} Choose another with --out."
            );
        }

        if (File.Exists(Path.Combine(folder, RunFiles.Summary)))
        {
            throw new DecantException(
                $"--out: '{folder}' holds a run. Choose a folder for the sweep with --out; every value is a run in it."
            );
        }

        Directory.CreateDirectory(folder);
        var names = grid.Select(changes => PointName(changes, swept)).ToList();
        var places = names.Select(name => Path.Combine(folder, FolderName(name))).ToList();
        foreach (var (point, recipe) in recipes.Index())
        {
            if (IsDone(places[point], recipe))
            {
                continue;
            }

            call.Terminal.Say(Spectre.Console.Markup.Escape($"Run {point + 1} of {recipes.Count}: {names[point]}"));
            call.HasWorkBegun = true;
            var display = RecipeRun.DisplayOf(call, recipe);
            var settingsOfRun = RecipeRun.Settings(call, recipe) with
            {
                OutputFolder = places[point],
                Name = $"{title}, {names[point]}",
                TeacherFolder = Path.Combine(folder, "teachers"),
                Resume = true,
                JudgesByValidation = true,
            };
            try
            {
                display.During(() => Distillation.Run(recipe, settingsOfRun, display, call.Cancellation));
            }
            catch (OperationCanceledException)
            {
                call.Terminal.Say(Spectre.Console.Markup.Escape($"Kept in {folder}; the same command goes on."));
                throw;
            }

            AtomicFile.WriteText(Path.Combine(places[point], Asked), RecipeWriter.Write(recipe));
        }

        var runs = places.Select(SummaryReader.Read).ToList();
        var page = Path.Combine(folder, Page);
        AtomicFile.WriteText(
            page,
            RunsPage.Of(
                $"{title}: {string.Join(" and ", swept.Select(setting => setting.Path))}",
                [.. names.Zip(runs)],
                "Judged by the validation part, as a sweep is for choosing; no one has looked at the test part.",
                swept is [var only] && Numbers(only) is { } values ? (only.Path, values) : null
            )
        );
        RunsOutput.Show(runs, page, call, names);
        return ExitCode.Done;
    }

    // A finished run of another recipe is none of this sweep.
    private static bool IsDone(string folder, Recipe recipe) =>
        File.Exists(Path.Combine(folder, RunFiles.Summary))
        && (
            File.Exists(Path.Combine(folder, Asked)) && File.ReadAllText(Path.Combine(folder, Asked)) == RecipeWriter.Write(recipe)
                ? true
                : throw new DecantException(
                    $"--out: '{folder}' holds a finished run of another recipe. Choose another folder with --out, or remove that one."
                )
        );

    // A name of what differs: 'width=16', in words of the swept settings alone.
    private static string PointName(IReadOnlyList<string> changes, IReadOnlyList<SweptSetting> swept) =>
        string.Join(
            ", ",
            changes
                .Where(change => swept.Any(setting => change.StartsWith($"{setting.Path}=", StringComparison.Ordinal)))
                .Select(change => change[(change[..change.IndexOf('=', StringComparison.Ordinal)].LastIndexOf('.') + 1)..])
        );

    private static string FolderName(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '=' or '-' or '_' ? letter : '_'));

    private static IReadOnlyList<double>? Numbers(SweptSetting setting)
    {
        var numbers = setting
            .Values.Select(value =>
                double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
            )
            .ToArray();
        return numbers.All(double.IsFinite) ? numbers : null;
    }
}
