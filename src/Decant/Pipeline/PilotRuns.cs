using System.Globalization;
using Decant.Auditing;
using Decant.Engine;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>
/// Short runs of a recipe's student with several teachers, to find out which of them teaches it best: the same first weights and samples in
/// the same order for each teacher, judged by the validation part.
/// </summary>
/// <param name="recipe">Names data, student and losses; its own teacher is a candidate too.</param>
/// <param name="settings">Where data are, and with what is computed.</param>
/// <param name="observer">Is told the facts of every training.</param>
internal sealed class PilotRuns(Recipe recipe, RunSettings settings, IRunObserver observer)
{
    /// <summary>Epochs of a pilot run where no one says how many: a fifth of the recipe's.</summary>
    public static int UsualEpochs(Recipe recipe) => (recipe.Training.Epochs + 4) / 5;

    /// <summary>Ranks the recipe's own teacher and some files.</summary>
    /// <param name="plan">Which files, how long and how often.</param>
    /// <param name="folder">Where the runs go; those before are removed.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public TeacherRanking Rank(PilotPlan plan, string folder, CancellationToken cancellation)
    {
        // Of an audit before.
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var pilot = recipe with
        {
            Training = recipe.Training with { Epochs = plan.Epochs },
            Compare = recipe.Compare with { Seeds = plan.Seeds },
        };
        (string Name, Recipe Recipe)[] all =
        [
            .. recipe.Teacher.IsNetwork ? [("the recipe's teacher", pilot)] : Array.Empty<(string, Recipe)>(),
            .. plan.Files.Select(file =>
                (Path.GetFileName(file), pilot with { Teacher = new TeacherSettings { Onnx = Path.GetFullPath(file) } })
            ),
        ];
        return new TeacherRanking(
            recipe.Task.MainMetric,
            plan.Epochs,
            [.. all.Select((one, k) => Try(one.Name, one.Recipe, Path.Combine(folder, Number(k)), cancellation))]
        );
    }

    // A file that cannot be the teacher is a finding, not the end.
    private TeacherCandidate Try(string name, Recipe pilot, string folder, CancellationToken cancellation)
    {
        var candidate = new TeacherCandidate(name);
        try
        {
            var run = Distillation
                .Run(
                    pilot,
                    settings with
                    {
                        OutputFolder = folder,
                        Name = name,
                        Compare = false,
                        JudgesByValidation = true,
                    },
                    observer,
                    cancellation
                )
                .Run;
            var teacher = run.Arm(ArmNames.Teacher)!.Seeds[0];
            return candidate with { Score = Score(teacher), Parameters = teacher.Model.Parameters, Students = [.. Students(run)] };
        }
        catch (DecantException problem)
        {
            return candidate with { Problem = problem.Message };
        }
    }

    private IEnumerable<double> Students(Run run) => run.Arm(ArmNames.Distilled)!.Seeds.Select(Score);

    private double Score(SeedResult result) => result.Test.Metric(recipe.Task.MainMetric.Name)!.Value;

    private static string Number(int k) => string.Create(CultureInfo.InvariantCulture, $"pilot-{k + 1}");
}
