using System.Globalization;
using System.Text.Json;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Recipes;
using Decant.Runs;
using Decant.Students;
using Decant.Tables;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>What a network costs and how its file is used.</summary>
internal static class ModelMeasure
{
    /// <summary>Writes what it answers, preprocessing, recipe and versions into a network, so that its file explains itself.</summary>
    public static void Describe(Graph network, PreparedData data, Recipe recipe, string arm, ulong seed)
    {
        network.Metadata["decant.task"] = recipe.Task.Name;
        network.Metadata["decant.version"] = typeof(ModelMeasure).Assembly.GetName().Version!.ToString(3);
        network.Metadata[data.Goal.Task.NamesKey] = JsonSerializer.Serialize(data.AnswerNames);
        if (TargetScaling.Of(network) is { } scaling)
        {
            network.Metadata["decant.standardisation"] =
                $"prediction = logits·deviation + mean, with deviation {Numbers(scaling.Deviation)} and mean "
                + $"{Numbers(scaling.Mean)} of the training targets";
        }

        network.Metadata["decant.input"] =
            network.Inputs is not [{ Name: Network.Input }] ? Inputs(network, data.Splits.Train.Schema)
            : data.Splits.Train.IsImages ? "float32 [N, C, H, W], 0 to 1; normalisation is inside the graph"
            : $"{Inputs(network, data.Splits.Train.Schema)}; normalisation is inside the "
                + $"graph{(data.Table is null ? "" : $"; {TableSchema.MetadataKey} says which number is what")}";
        if (data.Table is { } table)
        {
            network.Metadata[TableSchema.MetadataKey] = table.ToJson();
        }

        if (data.Splits.Train.Texts is { } texts)
        {
            TextTokenizers.Describe(network, texts);
        }

        network.Metadata["decant.recipe"] = RecipeWriter.Write(recipe);
        network.Metadata["decant.arm"] = arm;
        network.Metadata["decant.seed"] = seed.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The facts of a network whose file was written.</summary>
    /// <param name="network">The network under the contract of Decant's own.</param>
    /// <param name="data">The samples that it answers; of those that vary in length, the usual one is what cost is told by.</param>
    /// <param name="task">What its answers mean.</param>
    /// <param name="file">Its file.</param>
    /// <param name="bytes">The file's size.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="written">The graph in the file, where that is another; null for the network itself.</param>
    /// <param name="timing">What its answers cost, where that was measured already.</param>
    public static ModelFacts Of(
        Graph network,
        Dataset data,
        LearningTask task,
        string? file,
        long bytes,
        Device device,
        TimeProvider clock,
        Graph? written = null,
        NetworkTiming? timing = null
    )
    {
        var (samples, schema) = (new TypicalSamples(data), data.Schema);
        timing ??= NetworkTiming.Of([network], samples, schema, device, clock)[0];
        return new ModelFacts
        {
            File = file,
            Architecture = NetworkFile.ArchitectureOf(network),
            Parameters = GraphCost.Parameters(network),
            Bytes = bytes,
            Flops = (long)GraphCost.Flops(network, samples.Sizes),
            Latencies = timing.Latencies,
            Energy = timing.Energy,
            Reading = task.Reading,
            Inputs =
            [
                .. (written ?? network).Inputs.Select(value =>
                    Port(value, written is not null && written != network ? "as before training" : InputMeaning.Of(value, schema))
                ),
            ],
            Outputs = [.. (written ?? network).Outputs.Select(value => Port(value, task.OutputMeaning(value.Name)))],
        };
    }

    private static string Inputs(Graph network, Schema schema) =>
        string.Join(
            "; ",
            network.Inputs.Select(input =>
                $"{input.Name}: {input.Type.ToString().ToLowerInvariant()} {input.Shape}, {InputMeaning.Of(input, schema)}"
            )
        );

    private static string Numbers(IEnumerable<double> numbers) => JsonSerializer.Serialize(numbers.Select(number => (float)number));

    private static ModelPort Port(Value value, string meaning) =>
        new(value.Name, value.Type.ToString().ToLowerInvariant(), [.. value.Shape.Select(size => size.ToString())], meaning);
}
