using System.Globalization;
using Decant.Auditing;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Options;
using Decant.Recipes;
using Decant.Teachers;

namespace Decant.Pipeline;

/// <summary>
/// <c>temperature: auto</c> and <c>weight: auto</c>: what an audit of the teacher's answers to validation samples suggests, decided once
/// the
/// teacher is there and before a student learns.
/// </summary>
internal static class SuggestedNumbers
{
    private const string Temperature = "temperature";

    /// <summary>Where nothing can be suggested, a sentence each.</summary>
    public static IEnumerable<string> Problems(Recipe recipe, PreparedData data)
    {
        foreach (var (term, option) in Wanted(recipe.Losses))
        {
            var place = $"losses.{term.Term}.{option.Key}: auto";
            if (!AuditStage.HasOneClass(data.Goal))
            {
                yield return $"{place}: only of answers that are one class for each sample a number is suggested, and task "
                    + $"{recipe.Task.Name} has others. Give a number.";
            }
            else if (!recipe.Teacher.IsNetwork)
            {
                yield return $"{place}: expected a teacher that can be asked about validation samples, received stored answers or none. Give a "
                    + "number.";
            }
            else if (option.Key == Temperature && term.Group != LossGroup.Answers)
            {
                yield return $"{place}: this loss compares values inside networks, and the audit looks at answers. Give a number.";
            }
        }

        foreach (var (term, option) in Wanted([.. recipe.HintStage?.Losses ?? [], .. recipe.FineTune?.Losses ?? []]))
        {
            yield return $"{term.Term}.{option.Key}: auto is for 'losses', and this is another stage. Give a number.";
        }
    }

    /// <summary>The recipe with numbers in the place of <c>auto</c>, and says them; the same recipe where none is asked for.</summary>
    /// <param name="context">The run.</param>
    /// <param name="teacher">The teacher.</param>
    public static Recipe Chosen(RunContext context, Graph teacher)
    {
        var (recipe, schema) = (context.Recipe, context.Data.Splits.Validation.Schema);
        if (!Wanted(recipe.Losses).Any())
        {
            return recipe;
        }

        using var frozen = new FrozenNetwork(
            teacher,
            Evaluator.BatchOf(teacher, context.Device, schema),
            context.Device.For("teacher, audit"),
            new FrozenOptions { Schema = schema }
        );
        var advice = SoftTargetAdvice.Of(AuditStage.Answers(frozen, context.Data)!);
        var taught = recipe.Losses.Count(term => term.NeedsTeacher);
        var labels = LabelWeight(recipe, advice, taught);
        var terms = recipe.Losses.Select(term => With(term, advice, taught, labels)).ToArray();
        var words = Wanted(recipe.Losses)
            .Select(wanted => (wanted.Term, wanted.Option, Number: Of(wanted.Term, wanted.Option, advice, taught, labels)))
            .Select(chosen =>
                string.Create(CultureInfo.InvariantCulture, $"{chosen.Term.Term}.{chosen.Option.Key} is {chosen.Number:0.##}")
            );
        var note =
            $"Chosen by an audit of the teacher (auto): {string.Join(", ", words)}. Temperature: {advice.TemperatureReason} Weight: "
            + advice.WeightReason;
        context.Observer.Note(note);
        context.Findings.Add(note);
        return recipe with { Losses = [.. terms] };
    }

    private static DistillationLoss With(DistillationLoss term, SoftTargetAdvice advice, int taught, double labels) =>
        Wanted([term])
            .Aggregate(term, (loss, wanted) =>
                loss with
                {
                    Values = loss.Values.With<ScheduledNumber>(wanted.Option, Of(term, wanted.Option, advice, taught, labels)),
                }
            );

    // What the teacher's terms leave, those included whose weight is given.
    private static double LabelWeight(Recipe recipe, SoftTargetAdvice advice, int taught)
    {
        var teachers = recipe
            .Losses.Where(term => term.NeedsTeacher)
            .Sum(term => term.Weight.IsSuggested ? advice.Weight / taught : term.Weight.To);
        return teachers is > 0 and < 1 ? 1 - teachers : advice.LabelWeight;
    }

    // Several terms that learn from the teacher share its weight.
    private static double Of(DistillationLoss term, Option option, SoftTargetAdvice advice, int taught, double labels) =>
        option.Key == Temperature ? advice.Temperature
        : term.NeedsTeacher ? advice.Weight / taught
        : labels;

    private static IEnumerable<(DistillationLoss Term, Option<ScheduledNumber> Option)> Wanted(IEnumerable<DistillationLoss> terms) =>
        from term in terms
        from option in term.Options.OfType<Option<ScheduledNumber>>()
        where term.Values.Held(option) is ScheduledNumber { IsSuggested: true }
        select (term, option);
}
