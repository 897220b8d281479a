using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Students;

namespace Decant.Adoption;

/// <summary>Takes a network from elsewhere as it is, and finds out what its file does not say: batch, answer, preprocessing, what can be trained.</summary>
internal static class NetworkAdoption
{
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

        var notes = new List<string>();
        var model = SeparateParameters.Run(InferenceForm.Of(file, notes));
        var answer = AnswerValue.Find(model, options.OutputName, options.HeadSize is null ? task.Size : null, task.Goal.Kind).Name;
        var fixedNumbers = TrainableParameters.Mark(model, model[answer]);
        if (options.HeadSize is { } size)
        {
            if (size != task.Size)
            {
                throw new DecantException($"head: expected {task.Size} classes, as the data have ({string.Join(", ", task.Goal.Names(task.Samples).Take(5))}), received {size}.");
            }

            model = HeadReplacement.Run(model, model[answer], size, options.Seed);
        }

        var free = FreeBatch.Of(model, answer, task.Samples.SampleShape, notes);
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
            free = FreeBatch.Of(model, answer, task.Samples.SampleShape, notes);
        }

        return new AdoptedNetwork(Build(preprocessing, form), [.. notes.Distinct()])
        {
            File = (model, preprocessing),
            Fixed = fixedNumbers,
            Found = options with { OutputName = logits, Form = form, Preprocessing = preprocessing },
        };
    }
}
