using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Evidence;
using Decant.Runs;
using Decant.Students;
using Decant.Tasks.Classes;
using Decant.Teachers;

namespace Decant.Adoption;

/// <summary>
/// Finds out what a network wants done to its inputs: tries the usual ways on samples with labels and takes the one that answers best.
/// </summary>
internal static class PreprocessingSearch
{
    // Less than this share apart, two ways are as good.
    private const double Tie = 0.01;

    private static readonly InputScaling s_half = new([0.5], [0.5]);
    private static readonly InputScaling s_imageNet = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
    private static readonly InputScaling s_mnist = new([0.1307], [0.3081]);
    private static readonly InputScaling s_caffe = new([123.68, 116.779, 103.939], [1]);

    /// <summary>The best way, and in words how it was found; none where no way is better than chance.</summary>
    /// <param name="build">The network under the contract, with one way of preprocessing.</param>
    /// <param name="task">What it is tried on.</param>
    /// <param name="channels">Channels or columns that it takes.</param>
    /// <param name="isOrderOpen">Whether its classes may be in another order than the data's.</param>
    public static (Preprocessing? Best, string Words) Run(
        Func<Preprocessing, Graph> build,
        AdoptionTask task,
        int channels,
        bool isOrderOpen
    )
    {
        var (metric, judge) = (task.Goal.Task.MainMetric.In(task.Goal.Unit), task.Goal.Task.Search.Judge);
        var tried = Candidates(task, channels).Select(way => (Way: way, Result: Ask(build(way), task))).ToList();
        if (task.Samples.IsImages && channels == 3)
        {
            // The other order of channels changes less than mean and deviation do: it is tried with the best of those, and with all of them
            // where it is better.
            Preprocessing[] ways = [.. tried.OrderBy(trial => trial.Result.Metric(judge)).Select(trial => Reversed(trial.Way))];
            tried.AddRange(ways.Take(2).Select(way => (way, Ask(build(way), task))).ToArray());
            if (tried.MinBy(trial => trial.Result.Metric(judge)).Way.IsBgr)
            {
                tried.AddRange(ways.Skip(2).Select(way => (way, Ask(build(way), task))).ToArray());
            }
        }

        // Almost every network reads RGB: the other order must be better by more than what the samples make of chance.
        if (
            tried.Where(trial => !trial.Way.IsBgr).Min(trial => trial.Result.Metric(judge))
            <= tried.Min(trial => trial.Result.Metric(judge)) * (1 + (2 / Math.Sqrt(task.Samples.Count)))
        )
        {
            tried = [.. tried.Where(trial => !trial.Way.IsBgr)];
        }

        var least = tried.Min(trial => trial.Result.Metric(judge)!.Value);
        var (chosen, result) = tried.First(trial => trial.Result.Metric(judge) <= least * (1 + Tie));
        var others = tried.Where(trial => trial.Way != chosen).OrderBy(trial => trial.Result.Metric(judge)).Take(2);
        var words = string.Join(
            "; ",
            others
                .Select(trial => $"{trial.Way}: {Level(trial.Result)}")
                .Prepend($"{MetricText.Words(metric.Name)} {Level(result)} on {task.Samples.Count} samples")
        );
        return !task.Goal.Task.Search.IsChance(result, task.Samples) ? (chosen, words)
            : isOrderOpen && InAnotherOrder(build, task, tried.Select(trial => trial.Way)) is { } order
                ? (
                    order.Way,
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"in the data's order of classes no way is better than chance; in another order this one is "
                            + $"right on {order.Accuracy * 100:0.0} % of {task.Samples.Count} samples"
                    )
                )
            : (null, words);

        string Level(EvaluationResult of) => MetricText.Level(metric, of.Metric(metric.Name)!.Value);
    }

    // Chance may come from the order of the classes, whatever is done to the inputs: then the way counts that is best under its best order.
    private static (Preprocessing Way, double Accuracy)? InAnotherOrder(
        Func<Preprocessing, Graph> build,
        AdoptionTask task,
        IEnumerable<Preprocessing> ways
    )
    {
        (Preprocessing Way, double Accuracy)? best = null;
        int[] labels = [.. Enumerable.Range(0, task.Samples.Count).Select(task.Samples.Label)];
        foreach (var way in ways)
        {
            using var frozen = new FrozenNetwork(build(way), Math.Min(Evaluator.Batch, task.Samples.Count), task.Device);
            if (
                ClassOrderSearch.Run(NetworkAnswers.Of(frozen, task.Samples), frozen.Classes, labels, task.Size) is { } order
                && order.Accuracy > (best?.Accuracy ?? 0)
            )
            {
                best = (way, order.Accuracy);
            }
        }

        return best;
    }

    private static Preprocessing Reversed(Preprocessing way) =>
        way with
        {
            IsBgr = true,
            Scaling = new InputScaling([.. way.Scaling.Mean.Reverse()], [.. way.Scaling.Deviation.Reverse()]),
        };

    // The plainest first: of two that are as good, it is taken.
    private static IEnumerable<Preprocessing> Candidates(AdoptionTask task, int channels)
    {
        var data = new Preprocessing(1, task.Scaling.Of(channels));
        return (
            task.Samples.IsImages
                ? [Preprocessing.None, new(255, InputScaling.None), new(1, s_half), .. Known(channels), data]
                : new[] { Preprocessing.None, data }
        ).Distinct();
    }

    private static Preprocessing[] Known(int channels) =>
        channels switch
        {
            3 => [new(1, s_imageNet), new(255, s_caffe)],
            1 => [new(1, s_mnist)],
            _ => [],
        };

    private static EvaluationResult Ask(Graph network, AdoptionTask task)
    {
        using var frozen = new FrozenNetwork(network, Math.Min(Evaluator.Batch, task.Samples.Count), task.Device);
        return Evaluator.Run(frozen, task.Samples, task.Goal);
    }
}
