using System.Globalization;
using Decant.Data;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>Refuses trainings that cannot fit into memory, before the first of them begins.</summary>
internal static class MemoryCheck
{
    // Of what a training keeps per value of the forward graph: the value, its gradient, and something for the way back.
    private const int ValuesKept = 3;

    // Weights, gradients and two moments.
    private const int ParametersKept = 4;

    // Weights at the end of an epoch, the best so far, a file on its way to the disk, the network that is measured.
    private const int CopiesKept = 4;

    /// <summary>Bytes that networks and losses may use.</summary>
    public static long Available(RunSettings settings) =>
        MemoryBudget.Of(settings.Memory)?.Networks ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>All problems, each a sentence.</summary>
    public static IReadOnlyList<string> Problems(Recipe recipe, RunSettings settings, PreparedData data, RunNetworks networks)
    {
        var (samples, available) = (data.Splits.Train.Count, Available(settings));
        var remembered = new[]
        {
            ("losses", recipe.Losses),
            ("hint-stage.losses", recipe.HintStage?.Losses ?? []),
            ("fine-tune.losses", recipe.FineTune?.Losses ?? []),
        }
            .SelectMany(list => list.Item2.Select(term => (Place: $"{list.Item1}.{term.Term}", Bytes: term.RememberedBytes(samples))))
            .Where(term => term.Bytes > available)
            .Select(term =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{term.Place}: it remembers vectors of all {samples:N0} training samples, "
                        + $"{term.Bytes / 1e9:0.0} GB, and this process may use "
                        + $"{available / 1e9:0.0} GB. Lower its 'features' (the paper has 128), or use fewer samples (data.fraction)."
                )
            )
            .ToArray();
        if (remembered.Length > 0)
        {
            return remembered;
        }

        using var pool = new WorkerPool(1);
        var trainings = ScratchTraining.Of(recipe, settings, data, networks, settings.On(pool));
        return
        [
            .. trainings
                .Where(scratch => IsLarge(scratch.Job, available))
                .Select(scratch => Problem(scratch, available))
                .OfType<string>()
                .Distinct(),
        ];
    }

    // Only what is near the limit is worth the time of compiling it twice.
    private static bool IsLarge(TrainingJob job, long available) =>
        (ValuesKept * (double)job.Batch * GraphMemory.BytesPerSample(job.Network, job.Data.Train.Schema))
            + (ParametersKept * WeightBytes(job.Network))
            > available / 4.0
        || job.Device.Memory is not null;

    private static string? Problem(ScratchTraining scratch, long available)
    {
        try
        {
            var bytes = scratch.Bytes() + (CopiesKept * WeightBytes(scratch.Job.Network));
            if (bytes > available)
            {
                throw new DecantException($"It needs {Quantity.Bytes(bytes)}, and {Owner(scratch)} may use {Quantity.Bytes(available)}.");
            }

            var batch = scratch.Job.Batch * InputBytes(scratch.Job);
            return scratch.Job.Device.Memory / MemoryBudget.NetworksPerBatches is { } share && batch > share
                ? throw new DecantException(
                    $"Its samples take {Quantity.Bytes(batch)}, and under the limit of memory a batch may take {Quantity.Bytes(share)}."
                )
                : null;
        }
        catch (DecantException problem)
        {
            var raise = scratch.Job.Device.Memory is null ? "" : ", or raise --memory";
            return $"{scratch.Job.Arm}: a batch of {scratch.Job.Batch} does not fit. {problem.Message} Lower {scratch.BatchKey}{raise}.";
        }
    }

    private static string Owner(ScratchTraining scratch) =>
        scratch.Job.Device.Memory is null ? "this process" : "networks under the limit of memory";

    private static long WeightBytes(Graph network) => network.Initializers.Sum(value => value.Data!.ByteCount);

    // Of one sample, at its longest.
    private static long InputBytes(TrainingJob job)
    {
        var sizes = FieldBinding.Bounds(1, job.Data.Train.Schema);
        return job.Network.Inputs.Sum(input =>
            input.Type.Size() * input.Shape.Skip(1).Aggregate(1L, (product, size) => product * size.Resolve(sizes))
        );
    }
}
