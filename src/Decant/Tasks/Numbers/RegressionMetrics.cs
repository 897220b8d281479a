using Decant.Data.Batches;
using Decant.Engine;
using Decant.Evaluation;
using Decant.Runs;

namespace Decant.Tasks.Numbers;

/// <summary>Every metric of predicted numbers.</summary>
internal sealed class RegressionMetrics : TaskMetrics
{
    private const int MostExamples = 400;

    private readonly int _columns;
    private readonly string _unit;
    private readonly int _everyOne;
    private readonly MeanAbsoluteError[] _absolute;
    private readonly MeanSquaredError[] _squared;
    private readonly RSquared[] _explained;
    private readonly MeanAbsoluteError _teacherDifference = new();
    private readonly List<PredictedNumber>[] _examples;
    private bool _hasTeacher;

    /// <summary>Metrics without samples yet.</summary>
    /// <param name="columns">Numbers per sample D, 1 or more.</param>
    /// <param name="unit">Their unit; empty where they have none, or not the same.</param>
    /// <param name="samples">Samples that will be added, by which examples are spaced.</param>
    public RegressionMetrics(int columns, string unit = "", int samples = MostExamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (_columns, _unit) = (columns, unit);
        _everyOne = Math.Max(1, (samples + MostExamples - 1) / MostExamples);
        _absolute = [.. Enumerable.Range(0, columns).Select(_ => new MeanAbsoluteError())];
        _squared = [.. Enumerable.Range(0, columns).Select(_ => new MeanSquaredError())];
        _explained = [.. Enumerable.Range(0, columns).Select(_ => new RSquared())];
        _examples = [.. Enumerable.Range(0, columns).Select(_ => new List<PredictedNumber>(MostExamples))];
    }

    /// <inheritdoc/>
    public override void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default) =>
        Add(outputs.Main, batch.Targets!.Span<float>()[..(batch.Count * _columns)], teacher.Main);

    /// <summary>Adds a batch.</summary>
    /// <param name="predictions">[N, D], finite, in the numbers' own unit.</param>
    /// <param name="truth">[N, D], finite.</param>
    /// <param name="teacherPredictions">[N, D]; empty when there are none.</param>
    /// <exception cref="DecantException">A number is not finite.</exception>
    /// <exception cref="ArgumentException">The lengths do not belong together.</exception>
    public void Add(ReadOnlySpan<float> predictions, ReadOnlySpan<float> truth, ReadOnlySpan<float> teacherPredictions = default)
    {
        RequireLength(predictions.Length, truth.Length, nameof(predictions));
        RequireFinite(predictions, _columns, "the model", Diverged);
        RequireFinite(truth, _columns, "the data", "Leave out samples whose truth is unknown.");
        if (!teacherPredictions.IsEmpty)
        {
            RequireLength(teacherPredictions.Length, truth.Length, nameof(teacherPredictions));
            RequireFinite(teacherPredictions, _columns, "the teacher", Diverged);
            _hasTeacher = true;
        }

        for (var i = 0; i < truth.Length; i++)
        {
            var column = i % _columns;
            _absolute[column].Add(truth[i], predictions[i]);
            _squared[column].Add(truth[i], predictions[i]);
            _explained[column].Add(truth[i], predictions[i]);
            if ((Samples + (i / _columns)) % _everyOne == 0 && _examples[column].Count < MostExamples)
            {
                _examples[column].Add(new PredictedNumber(truth[i], predictions[i]));
            }

            if (!teacherPredictions.IsEmpty)
            {
                _teacherDifference.Add(teacherPredictions[i], predictions[i]);
            }
        }

        Count(truth.Length / _columns);
    }

    /// <inheritdoc/>
    public override EvaluationResult Result()
    {
        RequireSamples();
        var explained = _explained.Select(column => column.Value).OfType<double>().ToArray();
        return new EvaluationResult
        {
            Samples = Samples,
            LabelUnit = _unit,
            Measures =
            [
                // Every column has as many samples, so means of columns are means over all.
                new(MeanAbsoluteError.Facts.In(_unit), _absolute.Average(column => column.Value))
                {
                    BarsTitle = MeanAbsoluteError.Facts.Title,
                },
                new(MeanSquaredError.RootFacts.In(_unit), Math.Sqrt(_squared.Average(column => column.Value))),
                .. explained.Length > 0 ? [new Measure(RSquared.Facts, explained.Average())] : Array.Empty<Measure>(),
                .. _hasTeacher ? [new Measure(MeanAbsoluteError.TeacherFacts.In(_unit), _teacherDifference.Value)] : Array.Empty<Measure>(),
            ],
            Tables = [Numbers()],
            Scatters = [.. _examples.Select((examples, c) => new ResultScatter(c, examples.ToArray()))],
        };
    }

    // A number alone has all its metrics among the measures.
    private ResultTable Numbers() =>
        new()
        {
            Name = "numbers",
            Title = "Number by number",
            Row = "Number",
            Rows = "numbers",
            Columns = [Column(MeanAbsoluteError.Facts), Column(MeanSquaredError.RootFacts), Column(RSquared.Facts)],
            Cells =
            [
                .. Enumerable.Range(0, _columns).Select(c => new double?[] { _absolute[c].Value, _squared[c].Root, _explained[c].Value }),
            ],
            IsShown = _columns > 1,
        };

    private static ResultColumn Column(MetricFacts facts) => new(facts.Name, facts.Title, ColumnKind.Number);
}
