using Decant.Runs;

namespace Decant.Evidence;

/// <summary>What the answers and the trainings of a run cost, by measured energy or an estimate, and by stated prices.</summary>
internal sealed record RunCosts
{
    /// <summary>Answers that <see cref="Teacher"/> and <see cref="Student"/> are about.</summary>
    public const int Answers = 1_000_000;

    private static readonly string[] s_way = ["assistant-", "generation-"];

    /// <summary>A million answers of the teacher; null where that is not known.</summary>
    public Expense? Teacher { get; private init; }

    /// <summary>A million answers of the student; null where that is not known.</summary>
    public Expense? Student { get; private init; }

    /// <summary>
    /// How long the student of the file was made: its training with the answers of the teacher, those that were stored before, and the
    /// networks between the two; not what it was compared with.
    /// </summary>
    public TimeSpan MakingTime { get; private init; }

    /// <summary>What that cost: an estimate by time and watts.</summary>
    public Expense Making { get; private init; }

    /// <summary>How long the teacher was trained; null where this run did not train it.</summary>
    public TimeSpan? TeacherTime { get; private init; }

    /// <summary>What that cost.</summary>
    public Expense? TeacherMaking { get; private init; }

    /// <summary>The whole run with all that was compared.</summary>
    public Expense Whole { get; private init; }

    /// <summary>
    /// Answers after which the student has paid: cost of making it / (cost of the teacher's answer − cost of its own), in money, or in
    /// energy
    /// where that costs nothing. Null where its answer is no cheaper, or there is nothing to compare.
    /// </summary>
    public double? PaysAfter { get; private init; }

    /// <summary>The costs of a run; null where nothing was distilled.</summary>
    public static RunCosts? Of(Run run)
    {
        if (run.Arm(ArmNames.Distilled) is not { } distilled)
        {
            return null;
        }

        var (teacher, rates) = (run.Arm(ArmNames.Teacher), run.Rates);
        var making =
            distilled.Seeds[0].Duration
            + TimeSpan.FromSeconds(run.Stores.Sum(store => store.Seconds))
            + run.Arms.Where(arm => s_way.Any(name => arm.Name.StartsWith(name, StringComparison.Ordinal)))
                .Aggregate(TimeSpan.Zero, (sum, arm) => sum + arm.Seeds[0].Duration);
        var taught = teacher?.Seeds[0] is { Origin: ModelOrigin.Trained } trained ? trained.Duration : (TimeSpan?)null;
        var costs = new RunCosts
        {
            Teacher = PerMillion(teacher?.Seeds[0].Model, rates),
            Student = PerMillion(distilled.Seeds[0].Model, rates),
            MakingTime = making,
            Making = Expense.Of(making, rates),
            TeacherTime = taught,
            TeacherMaking = taught is { } time ? Expense.Of(time, rates) : null,
            Whole = Expense.Of(run.Finished - run.Started, rates),
        };
        return costs with { PaysAfter = costs.Teacher is { } of && costs.Student is { } own ? Paying(costs.Making, of, own) : null };
    }

    /// <summary>A million answers of a network in batches; null where their energy is not known.</summary>
    public static Expense? PerMillion(ModelFacts? model, CostRates rates) =>
        model?.Energy is { } energy && model.Latencies.FirstOrDefault(latency => latency.Batch == energy.Batch) is { } latency
            ? Expense.Of(Answers * energy.JoulesPerAnswer, (double)Answers / energy.Batch * latency.Typical, rates)
            : null;

    private static double? Paying(Expense making, Expense teacher, Expense student)
    {
        var (price, saved) =
            making.Money > 0
                ? (making.Money, teacher.Money - student.Money)
                : (making.KilowattHours, teacher.KilowattHours - student.KilowattHours);
        return saved > 0 ? price / (saved / Answers) : null;
    }
}
