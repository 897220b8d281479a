using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>Takes a network from elsewhere as it is, and finds out what its file does not say: batch, answer, preprocessing, what can be trained.</summary>
internal static class NetworkAdoption
{
    private const double SameAnswer = 1e-4;

    /// <summary>Adopts a network.</summary>
    /// <param name="file">The graph of its file.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="task">What it is to be used for.</param>
    /// <param name="isTried">Whether it is run on the samples to find out what it wants; else only its form is looked at.</param>
    /// <exception cref="DecantException">It takes other samples, answers something else, or cannot be changed as asked.</exception>
    public static AdoptedNetwork Run(Graph file, AdoptionOptions options, AdoptionTask task, bool isTried)
    {
        if (options == new AdoptionOptions { Seed = options.Seed } && NetworkContract.Holds(file))
        {
            return new AdoptedNetwork(file, []);
        }

        RefuseBatchStatistics(file);
        var model = Duplicate.Of(file);
        TrainableParameters.Mark(model);
        var notes = new List<string>();
        var answer = AnswerValue.Find(model, options.OutputName, options.HeadSize is null ? task.Size : null, task.Goal.Kind).Name;
        if (options.HeadSize is { } size)
        {
            if (size != task.Size)
            {
                throw new DecantException($"head: expected {task.Size} classes, as the data have ({string.Join(", ", task.Goal.Names(task.Samples).Take(5))}), received {size}.");
            }

            model = HeadReplacement.Run(model, model[answer], size, options.Seed);
        }

        var free = WithFreeBatch(model, answer, task, notes);
        if (AnswerValue.IsOneForTwoClasses(model[answer], task.Goal.Kind, task.Size))
        {
            var names = task.Goal.Names(task.Samples);
            notes.Add($"its one number per sample says how much '{names[1]}' is the class, rather than '{names[0]}'.");
        }

        var form = options.Form;
        var logits = answer;
        if (form is null && AnswerValue.BeforeActivation(model[answer], task.Goal.Kind) is { } before)
        {
            notes.Add($"the answer '{answer}' is behind a {AnswerValue.ActivationOf(before)}; its logits are '{before.Name}'.");
            (logits, form) = (before.Name, AnswerForm.Logits);
        }

        var head = new NetworkHead(task.Goal.Kind, task.Size);
        Graph Build(Preprocessing way, AnswerForm? means) => NetworkContract.Build(free, logits, means ?? AnswerForm.Logits, way, task.Samples.SampleShape, head);
        var preprocessing = options.Preprocessing ?? Preprocessing.Of(file);
        preprocessing?.RequireFit(task.Samples.SampleShape[0]);
        if (form is null)
        {
            // Probabilities are probabilities whatever the inputs; as logits they would be compared by their form, not by how right they are.
            form = isTried ? AnswerFormSearch.Run(Build(preprocessing ?? Preprocessing.None, AnswerForm.Logits), task) : AnswerForm.Logits;
            if (form != AnswerForm.Logits)
            {
                notes.Add($"it answers with {(form == AnswerForm.Probabilities ? "probabilities, of which the logarithms are taken" : "logarithms of probabilities")}. If that is wrong, say it with 'output'.");
            }
        }

        if (preprocessing is null && isTried)
        {
            var (best, words) = PreprocessingSearch.Run(way => Build(way, form), task);
            preprocessing = best ?? Preprocessing.None;
            notes.Add(best is null
                ? $"what it wants done to its inputs could not be found out ({words}); they are given to it as they are. Say it with 'preprocess'."
                : $"its inputs are taken {(best.IsNone ? "" : "with ")}{best} ({words}). If that is wrong, say it with 'preprocess'.");
        }

        preprocessing ??= Preprocessing.None;
        if (options.WithBatchNormalization)
        {
            model = BatchNormalizationInsertion.Run(model, Build(preprocessing, form), task, model[logits]);
            free = WithFreeBatch(model, answer, task, notes);
        }

        return new AdoptedNetwork(Build(preprocessing, form), [.. notes.Distinct()])
        {
            File = (model, preprocessing),
            Found = options with { OutputName = logits, Form = form, Preprocessing = preprocessing },
        };
    }

    private static void RefuseBatchStatistics(Graph file)
    {
        if (file.Nodes.FirstOrDefault(node => node.Operator is BatchNormalizationTraining) is { } node)
        {
            throw new DecantException(
                $"its batch normalisation '{node.Name}' is in training mode, so an answer depends on the other samples of its batch. Export the model in evaluation mode.");
        }
    }

    private static Graph WithFreeBatch(Graph model, string answer, AdoptionTask task, List<string> notes)
    {
        if (model.Inputs is not [{ Shape: { Rank: > 1 } own }])
        {
            throw new DecantException($"expected one input with samples along its first axis, received {string.Join(", ", model.Inputs)}. Export the network with one input, its other inputs as constants.");
        }

        var shape = NetworkContract.InputShape(own, task.Samples.SampleShape) ?? throw new DecantException(
            $"it takes samples of {new Shape(own.Skip(1))}, the data have [{string.Join(", ", task.Samples.SampleShape)}]. Choose the data that it was made for, or resize the images (data.size).");
        try
        {
            var free = InputSizes.Change(model, shape);
            if (free[answer].Shape[0] == shape[0] && (!own[0].IsStatic || AnswersAlike(model, InputSizes.Change(model, shape.With(0, own[0])), free, answer, own[0].Size)))
            {
                return free;
            }
        }
        catch (Exception problem) when (own[0].IsStatic && problem is DecantException or InvalidOperationException or ArgumentException)
        {
            // An operator inside knows the batch: the file is run as it is.
        }

        notes.Add($"its file fixes the batch at {own[0]}, so it answers in pieces of that size.");
        return InputSizes.Change(model, shape.With(0, own[0]));
    }

    // Two pieces of the fixed batch against one free batch of both.
    private static bool AnswersAlike(Graph model, Graph pieces, Graph free, string answer, int batch)
    {
        if (model.Inputs[0].Type != ElementType.Float32)
        {
            return false;
        }

        using var pool = new WorkerPool(1);
        using var samples = new Tensor(ElementType.Float32, [2 * batch, .. pieces.Inputs[0].Shape.Skip(1).Select(size => size.Size)]);
        var stream = new RandomStream(0, "batch");
        foreach (ref var number in samples.Span<float>())
        {
            number = (float)stream.NextDouble();
        }

        var whole = Answer(free, samples, 2 * batch);
        var half = samples.Count / 2;
        int[] sizes = [batch, .. samples.Dimensions[1..]];
        float[] both = [.. Answer(pieces, samples.View(0, sizes), batch), .. Answer(pieces, samples.View(half, sizes), batch)];
        var largest = both.Max(Math.Abs);
        return whole.Length == both.Length && whole.Zip(both).All(pair => Math.Abs(pair.First - pair.Second) <= SameAnswer * largest);

        float[] Answer(Graph network, Tensor inputs, int count)
        {
            using var executable = Executable.Compile(
                DeadCode.Remove(network, [answer]), new CompileOptions { Pool = pool, Bounds = new Dictionary<string, int> { ["N"] = count } });
            executable.Bind(network.Inputs[0].Name, inputs);
            executable.Run();
            return executable[answer].Span<float>().ToArray();
        }
    }
}
