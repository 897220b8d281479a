using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Progress;
using Decant.Cli.Services;
using Decant.Cli.Shell;
using Decant.Cli.Watching;
using Decant.LightGbm;
using Decant.OnnxRuntime;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Training;

namespace Decant.Cli.Commands;

/// <summary>What demo, teach and distill have in common: a folder, the work under a progress display, the answer.</summary>
internal static class RecipeRun
{
    /// <summary>One of the pipeline's ways of running a recipe.</summary>
    public delegate RunOutcome Work(Recipe recipe, RunSettings settings, IRunObserver observer, CancellationToken cancellation);

    /// <summary>Runs a recipe and shows what came out.</summary>
    /// <param name="call">The call of the command.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="name">The recipe's name.</param>
    /// <param name="work">What is done with it.</param>
    /// <param name="takesMore">Whether a finished run goes on with more seeds.</param>
    public static RunOutcome Execute(Invocation call, Recipe recipe, string name, Work work, bool takesMore = false)
    {
        JUnitOutput.Check(call);
        TensorBoardOutput.Check(call);
        var isResumed = call.Value(StandardOptions.Resume);
        var folder = OutputFolder.Make(call.Value(StandardOptions.Out), "--out", name, recipe, call.Clock, isResumed, takesMore);
        var settings = Settings(call, recipe) with
        {
            OutputFolder = folder.Path,
            Name = name,
            TeacherFolder = folder.Teachers,
            Resume = isResumed,
            TakesMore = takesMore,
        };
        var display = DisplayOf(call, recipe);
        using var scalars = TensorBoardOutput.Of(call, display);
        using var stop = StopRequest.Watch(folder.Path, call.Interrupt, call.Clock);
        try
        {
            var outcome = display.During(() => work(recipe, settings, (IRunObserver?)scalars ?? display, call.Cancellation));
            RunOutput.Show(outcome, call);
            JUnitOutput.Write(outcome, call);
            return outcome;
        }
        catch (Exception problem)
        {
            call.HasWorkBegun |= display.HasTrainingBegun;
            if (!call.HasWorkBegun && !call.Cancellation.IsCancellationRequested)
            {
                folder.Undo();
            }

            if (folder.Contents is [_, ..] contents)
            {
                call.Terminal.Say($"Kept in {Markup.Escape(folder.Path)}: {Markup.Escape(string.Join(", ", contents))}.");
            }

            // A training that diverged would do so again.
            if (
                (call.HasWorkBegun || call.Cancellation.IsCancellationRequested)
                && folder.IsUnfinished
                && problem is not TrainingDivergedException
            )
            {
                call.Terminal.Say($"Continue with: {Markup.Escape(Again(call, folder))}");
            }

            throw;
        }
        finally
        {
            ProfileOutput.Show(settings.Profile, call);
        }
    }

    /// <summary>What the program answers when the run is done.</summary>
    public static int ExitCodeOf(RunOutcome outcome) => outcome.IsAsRequired ? ExitCode.Done : ExitCode.NotAsRequired;

    /// <summary>What the options of a command say about where and with what a recipe is worked on; without a folder to write to.</summary>
    public static RunSettings Settings(Invocation call, Recipe? recipe) =>
        new()
        {
            DataRoot = DataRoot.Of(call),
            Threads = call.Value(StandardOptions.Threads) ?? recipe?.Training.Threads ?? Environment.ProcessorCount,
            Memory = MemorySize.Limit(call.Value(StandardOptions.Memory)),
            Device = WantedDevice.Of(call, recipe is not null && Precisions.IsHalf(recipe)),
            OnnxRuntime = new OnnxRuntimeSessions(),
            Trees = new LightGbmTrees(),
            Services = new OpenAiServices(),
            Profile = ProfileOutput.Begin(call),
            Compare = !call.Value(StandardOptions.NoCompare),
            Clock = call.Clock,
        };

    private static string Again(Invocation call, OutputFolder folder)
    {
        var words = call.Words("--out");
        return $"{words} --out {Invocation.Quoted(folder.Path)}{(call.Value(StandardOptions.Resume) ? "" : " --resume")}";
    }

    /// <summary>Moving lines where standard error is a terminal, lines of text elsewhere.</summary>
    public static RunDisplay DisplayOf(Invocation call, Recipe recipe)
    {
        var metric = recipe.Task.MainMetric;
        return call.Terminal.AreMessagesRich
            ? new LiveDisplay(call.Terminal, call.Clock) { Metric = metric }
            : new TextDisplay(call.Terminal.Messages, TimeSpan.FromSeconds(0.5), call.Clock) { Metric = metric };
    }
}
