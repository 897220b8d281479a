using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Recipes;
using Decant.Tuning;

namespace Decant.Cli.Commands;

/// <summary>A search for better settings.</summary>
internal sealed class TuneCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };
    private readonly Option<string[]> _search = new("--search")
    {
        HelpName = "a.b=LOW..HIGH",
        Description =
            "A setting to search: a range, or values such as a.b=1|2|4; may be repeated. Default: temperatures, weights, the learning rate and its course.",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int?> _trials = NumberOption.Whole("--trials", 2, 100_000, "Trials of the search. Default: 30.");
    private readonly Option<double?> _minutes = NumberOption.Real("--minutes", 0.01, 1e6, "No further trial begins after so long.");
    private readonly Option<int?> _parallel = NumberOption.Whole(
        "--parallel",
        1,
        1024,
        "Trials at a time; they share the threads. Default: 1."
    );
    private readonly Option<int?> _fresh = NumberOption.Whole(
        "--fresh-seeds",
        1,
        100,
        "Seeds with which the best are tried again. Default: 3."
    );

    public TuneCommand()
        : base("tune", "Searches settings that make a better student, by the validation part alone; writes tuned.yaml and tune.html.")
    {
        Add(_recipe);
        Add(_search);
        Add(_trials);
        Add(_minutes);
        Add(_parallel);
        Add(_fresh);
        Add(StandardOptions.Out);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "decant tune recipes/mnist.yaml --trials 30",
                "Temperature, weights and learning rate; then the best again with fresh seeds."
            ),
            new(
                "decant tune r.yaml --search \"student.channels=[8, 16]|[16, 32]\" --search training.learning-rate=0.01..0.2",
                "Only these two settings."
            ),
            new("decant tune r.yaml --minutes 60 --parallel 2", "As many trials as an hour allows, two at a time."),
        ];

    public override string Remark =>
        "Ended or killed, the same command with the same --out goes on; several processes may work in one folder. The test part is never "
        + "looked at: decant distill tuned.yaml does that, once.";

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        var changes = call.Value(StandardOptions.Set) ?? [];
        var recipe = Read([]);
        IReadOnlyList<SearchDimension> space = call.Value(_search) is { Length: > 0 } asked
            ? [.. asked.Select(SearchDimension.Parse)]
            : SearchSpace.Of(recipe);
        var name = Path.GetFileNameWithoutExtension(file);
        var settings = RecipeRun.Settings(call, recipe) with { Name = name };
        var folder = new TuningFolder(
            call.Value(StandardOptions.Out) ?? Path.Combine("runs", $"tune-{name}"),
            RecipeWriter.Write(recipe) + string.Concat(space.Select(dimension => $"# {dimension}\n"))
        );
        call.HasWorkBegun = true;
        var tuning = new TuningSettings
        {
            Trials = call.Value(_trials) ?? 30,
            Time = call.Value(_minutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            Parallel = call.Value(_parallel) ?? 1,
            FreshSeeds = call.Value(_fresh) ?? 3,
        };
        var output = new TuneOutput(call, space, tuning);
        try
        {
            var result = new Tuner(
                Read,
                space,
                tuning,
                settings with
                {
                    TeacherFolder = folder["teachers"],
                },
                folder,
                output.Tell,
                call.Cancellation
            ).Run();
            AtomicFile.WriteText(folder[TuningFolder.Recipe], result.Recipe);
            AtomicFile.WriteText(folder[TuningFolder.Page], TuningPage.Of(name, result));
            output.Show(result, folder);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            call.Terminal.Say($"Kept in {folder.Path}; the same command goes on.");
            throw;
        }

        Recipe Read(IEnumerable<string> more) => RecipeReader.Read(file, [.. changes, .. more]);
    }
}
