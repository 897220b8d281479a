using Decant.Engine;
using Decant.Engine.Inference;
using Decant.Tables;

namespace Decant.Prediction;

/// <summary>
/// Asks a model about files, by nothing but its own file. Pictures are decoded several at once; as many samples as one batch are in memory.
/// </summary>
internal static class Scorer
{
    private const int Batch = 64;
    private const int PictureAxes = 3;

    /// <summary>The answers, in the order of the files and of the samples in them.</summary>
    /// <param name="model">The model: it takes pictures [N, C, H, W] from 0 to 1, or rows [N, D].</param>
    /// <param name="files">Pictures, or folders and archives of them; or CSV files.</param>
    /// <param name="text">How rows are written; is told which of their texts the model does not know.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="DecantException">The model takes something else, or a file as a whole cannot be read.</exception>
    public static IEnumerable<ScoredSample> Run(
        Model model,
        IEnumerable<string> files,
        TableText text,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        if (TableModel.Of(model) is { } table)
        {
            return files
                .Select(file => RowSamples.Of(file, table.Table, text))
                .ToArray()
                .SelectMany(rows => rows)
                .Chunk(Batch)
                .SelectMany(chunk => Answers(table, chunk, cancellation));
        }

        var samples = Reader(model, text);
        return files
            .Select(samples)
            .ToArray()
            .SelectMany(file => file)
            .Chunk(Batch)
            .SelectMany(chunk => Answers(model, chunk, cancellation));
    }

    private static Func<string, IEnumerable<SampleToScore>> Reader(Model model, TableText text)
    {
        if (model.OutputShape.Count != 1)
        {
            throw new DecantException(
                $"expected one answer for each sample, '{model.OutputName}' answers "
                    + $"[{string.Join(", ", model.OutputShape)}], such as a class for each "
                    + $"pixel. Call it from a program: {nameof(Model)}.{nameof(Model.Predict)}."
            );
        }

        return model.InputShape.Count switch
        {
            PictureAxes => path => PictureSamples.Of(path, model.InputShape),
            1 => path => RowSamples.Of(path, model.InputSize, text),
            _ => throw new DecantException(
                $"expected a model of pictures [N, C, H, W] or rows [N, D], received samples of "
                    + $"[{string.Join(", ", model.InputShape)}]. Call it from a program: "
                    + $"{nameof(Model)}.{nameof(Model.Predict)}."
            ),
        };
    }

    private static IEnumerable<ScoredSample> Answers(Model model, SampleToScore[] samples, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var inputs = new float[samples.Length * model.InputSize];
        var problems = new string?[samples.Length];
        Parallel.For(0, samples.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, place =>
            problems[place] = samples[place].Read(inputs.AsSpan(place * model.InputSize, model.InputSize))
        );
        var outputs = model.Predict(inputs);
        return samples.Select(
            (sample, place) =>
                problems[place] is { } problem
                    ? new ScoredSample(sample.Name, [], problem)
                    : new ScoredSample(sample.Name, outputs[(place * model.OutputSize)..((place + 1) * model.OutputSize)])
        );
    }

    // A row that cannot be read is left out of the batch.
    private static IEnumerable<ScoredSample> Answers(
        TableModel model,
        (string Name, TableRow Row, string? Problem)[] rows,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        TableRow[] readable = [.. rows.Where(row => row.Problem is null).Select(row => row.Row)];
        var (outputs, next) = (readable.Length > 0 ? model.Predict(readable) : [], 0);
        var size = readable.Length > 0 ? outputs.Length / readable.Length : 0;
        return
        [
            .. rows.Select(row =>
                row.Problem is null
                    ? new ScoredSample(row.Name, outputs[(next++ * size)..(next * size)])
                    : new ScoredSample(row.Name, [], row.Problem)
            ),
        ];
    }
}
