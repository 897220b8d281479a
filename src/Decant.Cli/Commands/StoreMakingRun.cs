using Decant.Cli.Progress;
using Decant.Cli.Shell;
using Decant.Notices;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;
using Decant.Runs;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Commands;

/// <summary>What making and repairing a store have in common: the work, and how far it has come.</summary>
internal static class StoreMakingRun
{
    /// <summary>Makes what a store lacks.</summary>
    /// <returns>Where it lies.</returns>
    public static string Execute(Invocation call, Recipe recipe, string folder, StorePortion portion)
    {
        var settings = RecipeRun.Settings(call, recipe) with { TeacherFolder = Path.Combine("runs", "teachers") };
        var display = new AnswersDisplay(call.Terminal, call.Clock);
        // A teacher that is trained first shows its epochs as text.
        var training = new TextDisplay(call.Terminal.Messages, TimeSpan.FromSeconds(5), call.Clock);
        call.HasWorkBegun = true;
        return display.During(() =>
            new StoreStage(recipe, settings, new Listener(call.Terminal, training)) { Progress = display.Take }.Make(
                folder,
                portion,
                call.Cancellation
            )
        );
    }

    private sealed class Listener(Terminal terminal, IRunObserver training) : IRunObserver
    {
        public void Note(Notice notice) => terminal.Say(Spectre.Console.Markup.Escape(notice.Text));

        public void Begin(TrainingPlan plan) => training.Begin(plan);

        public void Step(in TrainingProgress progress) => training.Step(progress);

        public void Epoch(EpochRecord record) => training.Epoch(record);

        public void End(string arm, SeedResult result) { }
    }
}
