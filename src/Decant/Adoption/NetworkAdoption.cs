using System.Text.Json;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>
/// Takes a network from elsewhere as it is, and finds out what its file does not say: batch, answer, preprocessing, what can be trained.
/// </summary>
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
        var columns = ClassColumns.Of(file, options, task);
        var isOwn = NetworkContract.Holds(file) && !options.IsWeightsAlone;
        var sample = task.Samples.SampleShape;
        var taken = (file.Inputs is [{ Shape: { Rank: > 1 } own }] ? TakenSamples.Of(own, sample) : null) ?? sample;
        if (options.SaysNothing && isOwn && columns is null && taken.SequenceEqual(sample))
        {
            return new AdoptedNetwork(file, []);
        }

        var notes = new List<string>();
        var model = SeparateParameters.Run(InferenceForm.Of(file, notes));
        var wanted =
            options.HeadSize is not null ? null
            : columns is null ? task.Size
            : columns.FileSize;
        var answer = AnswerValue.Find(model, options.OutputName, wanted, task.Goal.Task).Name;
        var fixedNumbers = TrainableParameters.Mark(model, model[answer]);
        columns?.RequireIn(model[answer]);
        if (TakenSamples.Words(sample, taken) is { Length: > 0 } conversion)
        {
            notes.Add($"images are {conversion}, inside its graph.");
        }

        if (columns is { Note: { Length: > 0 } mapping })
        {
            notes.Add(mapping);
        }

        if (options.HeadSize is { } size)
        {
            if (size != task.Size)
            {
                var some = string.Join(", ", task.Goal.Names(task.Samples).Take(5));
                throw new DecantException($"head: expected {task.Size} classes, as the data have ({some}), received {size}.");
            }

            model = HeadReplacement.Run(model, model[answer], size, options.Seed);
        }

        var free = FreeBatch.Of(model, answer, taken, notes);
        if (columns is null && AnswerValue.IsOneForTwoClasses(model[answer], task.Goal.Task, task.Size))
        {
            var names = task.Goal.Names(task.Samples);
            notes.Add($"its one number per sample says how much '{names[1]}' is the class, rather than '{names[0]}'.");
        }

        var form = options.Form ?? (isOwn ? AnswerForm.Logits : null);
        var logits = answer;
        if (form is null && AnswerValue.BeforeActivation(model[answer], task.Goal.Task) is { } before)
        {
            notes.Add($"the answer '{answer}' comes after a {AnswerValue.ActivationOf(before)}; its logits are '{before.Name}'.");
            (logits, form) = (before.Name, AnswerForm.Logits);
        }

        var head = new NetworkHead(task.Goal.Task, task.Size);
        Graph Build(Preprocessing way, AnswerForm? means) =>
            NetworkContract.Build(
                free,
                logits,
                means ?? AnswerForm.Logits,
                way,
                sample,
                taken,
                head,
                columns,
                isOwn ? null : task.Samples.Table
            );
        var preprocessing = options.Preprocessing ?? Preprocessing.Of(file) ?? (isOwn ? Preprocessing.None : null);
        preprocessing?.RequireFit(taken[0]);
        if (form is null)
        {
            // Probabilities are probabilities whatever the inputs; as logits they would be compared by their form, not by how right they
            // are.
            form = isTried ? AnswerFormSearch.Run(Build(preprocessing ?? Preprocessing.None, AnswerForm.Logits), task) : AnswerForm.Logits;
            if (form != AnswerForm.Logits)
            {
                var answers =
                    form == AnswerForm.Probabilities ? "probabilities, of which the logarithms are taken" : "logarithms of probabilities";
                notes.Add($"it answers with {answers}. If that is wrong, say it with 'output'.");
            }
        }

        if (preprocessing is null && isTried)
        {
            var (best, words) = PreprocessingSearch.Run(way => Build(way, form), task, taken[0], isOrderOpen: columns is null);
            var fallback = task.IsTrained ? new Preprocessing(1, task.Scaling.Of(taken[0])) : Preprocessing.None;
            preprocessing = best ?? fallback;
            if (
                best is null
                && task.IsTrained
                && !options.WithBatchNormalization
                && BatchNormalizationInsertion.CountBare(model, model[logits]) is > 0 and var bare
            )
            {
                notes.Add(
                    $"{bare} of its convolutions {(bare == 1 ? "has" : "have")} no batch normalisation, as where an export folded it away: "
                        + "'batch-norm: on' puts it back, and training goes better with it."
                );
            }

            notes.Add(
                best is null && task.IsTrained
                    ? $"it answers no better than chance, as before any training ({words}); its inputs get "
                        + $"{preprocessing}, those of the data. If it wants others, say it with 'preprocess'."
                : best is null
                    ? $"what it wants done to its inputs could not be found out ({words}); they are given to it as "
                        + $"they are. Say it with 'preprocess'."
                : $"its inputs are taken {(best.IsNone ? "" : "with ")}{best} ({words}). If that is wrong, say it with 'preprocess'."
            );
        }

        preprocessing ??= Preprocessing.None;
        if (options.WithBatchNormalization)
        {
            model = BatchNormalizationInsertion.Run(model, Build(preprocessing, form), task, model[logits]);
            free = FreeBatch.Of(model, answer, taken, notes);
        }

        var network = Build(preprocessing, form);
        var ownNames = columns?.Names(file, model[answer], task);
        if (ownNames is not null)
        {
            network.Metadata[task.Goal.Task.NamesKey] = JsonSerializer.Serialize(task.Goal.Names(task.Samples));
        }

        return new AdoptedNetwork(network, [.. notes.Distinct()])
        {
            OwnNames = ownNames is null
                ? null
                : new Dictionary<string, string> { [task.Goal.Task.NamesKey] = JsonSerializer.Serialize(ownNames) },
            File = (model, preprocessing),
            Fixed = fixedNumbers,
            Found = options with { OutputName = logits, Form = form, Preprocessing = preprocessing },
        };
    }
}
