using Decant.Engine.Graphs;
using Decant.Recipes;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>A training that a run is going to do.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Work">Floating-point operations: the learner's forward and backward (three times forward), its teacher's forward.</param>
internal sealed record PlannedTraining(string Arm, double Work)
{
    /// <summary>All of them in their order; a kept teacher is one less.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="networks">Its networks.</param>
    /// <param name="samples">Training samples.</param>
    /// <param name="controls">What the student is also trained as, without its teacher: arms and their epochs.</param>
    internal static IReadOnlyList<PlannedTraining> Of(
        Recipe recipe,
        RunNetworks networks,
        int samples,
        IReadOnlyList<(string Arm, int Epochs)> controls
    )
    {
        var planned = OfTeachers(recipe, networks, samples).ToList();
        planned.AddRange(OfFolds(recipe, networks, samples));
        var teacher = networks.Members.Sum(PerSample);
        foreach (var (assistant, k) in networks.Assistants.Select((assistant, k) => (assistant, k)))
        {
            planned.Add(
                new(FormattableString.Invariant($"assistant-{k + 1}"), Work(assistant, teacher, recipe.Assistants[k].Training.Epochs))
            );
            teacher = PerSample(assistant);
        }

        for (var seed = 0; seed < recipe.Compare.Seeds; seed++)
        {
            for (var generation = 1; generation <= recipe.Student.Generations; generation++)
            {
                var arm =
                    generation == recipe.Student.Generations ? ArmNames.Distilled : FormattableString.Invariant($"generation-{generation}");
                planned.AddRange(recipe.HintStage is { } hints ? [new(arm, Work(networks.Student, teacher, hints.Training.Epochs))] : []);
                planned.Add(new(arm, Work(networks.Student, teacher, recipe.Training.Epochs)));
            }

            planned.AddRange(Labels(ArmNames.Distilled));
            planned.AddRange(
                controls.SelectMany(control =>
                    Labels(control.Arm).Prepend(new PlannedTraining(control.Arm, Work(networks.Student, 0, control.Epochs)))
                )
            );
        }

        return planned;

        IEnumerable<PlannedTraining> Labels(string arm) =>
            recipe.FineTune is { } labels ? [new(arm, Work(networks.Student, 0, labels.Training.Epochs))] : [];

        double Work(Graph learner, double ofTeacher, int epochs) => (double)samples * epochs * ((3 * PerSample(learner)) + ofTeacher);
    }

    /// <summary>Those of the teachers alone.</summary>
    internal static IEnumerable<PlannedTraining> OfTeachers(Recipe recipe, RunNetworks networks, int samples) =>
        recipe
            .Teacher.Members.Zip(networks.Members)
            .Where(pair => pair.First.Train is { Model: not { Growth: not null } })
            .Select(pair => new PlannedTraining(
                ArmNames.Teacher,
                (double)samples * pair.First.Train!.Training.Epochs * 3 * PerSample(pair.Second)
            ));

    // Each without one part of the samples.
    private static IEnumerable<PlannedTraining> OfFolds(Recipe recipe, RunNetworks networks, int samples)
    {
        var folds = recipe.SoftTargets.Folds ?? 0;
        return OfTeachers(recipe, networks, samples)
            .SelectMany(whole =>
                Enumerable
                    .Range(1, folds)
                    .Select(fold => new PlannedTraining(
                        FormattableString.Invariant($"teacher-fold-{fold}"),
                        whole.Work * (folds - 1) / folds
                    ))
            );
    }

    /// <summary>Floating-point operations of one answer; a fixed batch counts as that many samples.</summary>
    internal static double PerSample(Graph network) =>
        GraphCost.Flops(network) / (network.Inputs[0].Shape[0] is { IsStatic: true, Factor: > 0 } batch ? batch.Factor : 1);
}
