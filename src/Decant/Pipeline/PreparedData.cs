using Decant.Data;
using Decant.Data.Sources;
using Decant.Recipes;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>The samples of a run, checked against its task, and how they are scaled.</summary>
/// <param name="Splits">The three parts.</param>
/// <param name="Scaling">What the graphs do to inputs first.</param>
internal sealed record PreparedData(DataSplits Splits, InputScaling Scaling)
{
    // More samples do not move mean and deviation in the digits that count.
    private const int MostSamples = 10_000;

    /// <summary>Shape of one sample.</summary>
    public IReadOnlyList<int> SampleShape => Splits.Train.SampleShape;

    /// <summary>Number of classes.</summary>
    public int Classes => Splits.Train.ClassNames.Count;

    /// <summary>Reads a recipe's data into memory.</summary>
    public static PreparedData Open(Recipe recipe, string root)
    {
        var splits = DataSources.Open(recipe.Data.Source.Name, recipe.Data.SourceValues(recipe.Training.Seed), root);
        LearningTask.Of(recipe.Task.Name).Check(splits);
        var normalize = recipe.Data.Normalize;
        return new PreparedData(splits, normalize.IsAuto ? Measure(splits.Train) : new InputScaling([.. normalize.Mean!], [.. normalize.Deviation!]));
    }

    // Mean and deviation per channel of images, per column of tables, over the training samples. A constant channel is only centred.
    private static InputScaling Measure(Dataset train)
    {
        var channels = train.SampleShape[0];
        var perChannel = train.SampleSize / channels;
        var (sums, squares) = (new double[channels], new double[channels]);
        var sample = new float[train.SampleSize];
        var count = Math.Min(train.Count, MostSamples);
        for (var i = 0; i < count; i++)
        {
            train.Read((int)((long)i * train.Count / count), sample);
            for (var j = 0; j < sample.Length; j++)
            {
                sums[j / perChannel] += sample[j];
                squares[j / perChannel] += (double)sample[j] * sample[j];
            }
        }

        var n = (double)count * perChannel;
        var means = sums.Select(sum => Math.Round(sum / n, 6)).ToArray();
        var deviations = squares.Select((square, c) => Math.Round(Math.Sqrt(Math.Max(0, (square / n) - (sums[c] / n * (sums[c] / n)))), 6));
        return new InputScaling(means, [.. deviations.Select(deviation => deviation > 0 ? deviation : 1)]);
    }
}
