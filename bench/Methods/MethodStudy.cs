using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Methods.Bench;

/// <summary>Runs methods; the teacher is kept between them, and a student alone is trained once for each setting.</summary>
internal sealed class MethodStudy(string recipe, string folder, string? data)
{
    private readonly Dictionary<string, ArmResult?> _alone = [];
    private int _runs;

    /// <summary>The common teacher; null before the first run with it.</summary>
    public SeedResult? Teacher { get; private set; }

    /// <summary>Runs one method.</summary>
    public MethodResult Run(Method method)
    {
        if (method.Absence.Length > 0)
        {
            return new MethodResult(method, null, null);
        }

        var run = Outcome([.. method.Setting, .. method.Changes, "compare.arms=[]"]).Run;
        if (method.Setting.Count == 0 && run.Arm(ArmNames.Teacher) is { } teacher)
        {
            Teacher ??= teacher.Seeds[0];
        }

        return new MethodResult(method, run, Alone(method.Setting));
    }

    // The distilled arm of a recipe that has only labels is the student alone.
    private ArmResult? Alone(IReadOnlyList<string> setting)
    {
        var key = string.Join('\n', setting);
        if (!_alone.TryGetValue(key, out var arm))
        {
            // Of fewer labels, and of texts, which the teacher's tokenizer cuts, the control arm of a run with the teacher is the same.
            var isControl = data is not null || setting.Any(change => change.StartsWith("data.labelled", StringComparison.Ordinal));
            arm = isControl
                ? Outcome([.. setting, "compare.arms=[scratch]"]).Run.Arm(ArmNames.Scratch)
                : Outcome([.. setting, "teacher=none", "losses=[{ hard-labels: { weight: 1 } }]", "compare.arms=[]"])
                    .Run.Arm(ArmNames.Distilled);
            _alone[key] = arm;
        }

        return arm;
    }

    private RunOutcome Outcome(IEnumerable<string> changes) =>
        Distillation.Run(
            RecipeReader.Read(recipe, changes),
            new RunSettings
            {
                OutputFolder = Path.Combine(folder, FormattableString.Invariant($"run{++_runs}")),
                DataRoot = data ?? "data",
                TeacherFolder = Path.Combine(folder, "teachers"),
            }
        );
}
