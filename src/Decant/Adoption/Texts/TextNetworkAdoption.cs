using System.Text.Json;
using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Students;
using Decant.Students.Texts;

namespace Decant.Adoption.Texts;

/// <summary>
/// Takes a text network from elsewhere as the network that Decant trains: inputs <c>input_ids</c>, <c>attention_mask</c>,
/// <c>token_type_ids</c> [N, T], as far as it needs them, and the task's outputs. Its weights keep their names. Padding carries nothing:
/// the mask hides it inside the network, and pooling leaves it out.
/// </summary>
internal static class TextNetworkAdoption
{
    /// <summary>The key under which a network says how tokens become one vector.</summary>
    public const string PoolingKey = "decant.pooling";

    /// <summary>The key under which a network says where it comes from.</summary>
    public const string OriginKey = "decant.origin";

    /// <summary>The name of the vector that a new last layer reads.</summary>
    public const string Pooled = "pooled";

    // torch.clamp(mask.sum(1), min=1e-9) of sentence-transformers: a text without tokens is 0 and not NaN.
    private const double FewestTokens = 1e-9;

    private static readonly string[] s_ownNames = [Network.Logits, Network.Probabilities, Network.Prediction, Pooled, .. TextInputs.Names];

    // initializer_range of BERT's own code (Devlin et al. 2018, arXiv:1810.04805).
    private const double Deviation = 0.02;

    /// <summary>Whether a network is one that was adopted, trained and written by Decant: it is taken as it is.</summary>
    public static bool Holds(Graph network) =>
        (network.Metadata.ContainsKey(PoolingKey) || network.Metadata.ContainsKey("decant.architecture"))
        && network.Outputs.Any(output => output.Name is Network.Logits or Network.Prediction);

    /// <summary>Whether a network is one for texts from elsewhere, for samples that are texts.</summary>
    public static bool IsMeant(Graph network, Dataset samples) =>
        samples.Schema.Inputs.Any(field => field.Name.EndsWith(TextInputs.IdsName, StringComparison.Ordinal))
        && !Holds(network)
        && TextInputs.AreOf(network);

    /// <summary>Adopts a network.</summary>
    /// <param name="file">The graph of its file; it is not changed.</param>
    /// <param name="options">Pooling, prefix, new last layer.</param>
    /// <param name="task">What it is to be used for.</param>
    /// <exception cref="DecantException">Its inputs or outputs are others, or it answers another number than the data have.</exception>
    public static AdoptedNetwork Run(Graph file, TextAdoptionOptions options, AdoptionTask task)
    {
        var notes = new List<string>();
        var model = SeparateParameters.Run(InferenceForm.Of(file, notes));
        var inputs = TextInputs.Of(model, notes);
        model = Freed(model, inputs, TextInputs.LengthOf(options.Prefix));
        var isPerToken = options.Pooling is null;
        var columns = ClassColumns.Of(file, new() { Classes = options.Classes, HeadSize = options.HeadSize }, task);
        var answer = TextAnswer.Find(model, options.OutputName, options.HeadSize ?? columns?.FileSize ?? task.Size, isPerToken);
        if (answer.Kind == TextAnswer.Form.Logits && AnswerValue.BeforeActivation(answer.Value, task.Goal.Task) is { } before)
        {
            notes.Add(
                $"the answer '{answer.Value.Name}' comes after a {AnswerValue.ActivationOf(before)}; its logits are '{before.Name}'."
            );
            answer = answer with { Value = before };
        }

        var fixedNumbers = TrainableParameters.Mark(model, answer.Value);
        if (answer.Kind == TextAnswer.Form.Logits && options.HeadSize is { } size)
        {
            model = HeadReplacement.Run(model, answer.Value, size, options.Seed);
        }

        model = DeadCode.Remove(model, [answer.Value.Name]);
        MatrixNames.Give(model);
        foreach (var name in s_ownNames)
        {
            if (model.Find(name) is { IsInput: false } value)
            {
                model.Rename(value, $"file.{name}");
            }
        }

        var target = new Graph(file.Name);
        foreach (var (key, word) in file.Metadata)
        {
            target.Metadata[key] = word;
        }

        target.Reserve(model.Initializers.Concat(model.Nodes.SelectMany(node => node.Outputs)).Select(value => value.Name));
        var network = new Reading(target, options.Prefix, task, notes);
        var source = model.Outputs[0];
        var read = inputs.Pairs.Where(pair => IsRead(model, pair.Own));
        var map = Graft.Into(
            target,
            model,
            "",
            isTrained: true,
            read.ToDictionary(pair => pair.Own, pair => network.Input(pair.Usual).Cast(model[pair.Own].Type))
        );
        target.Literals.UnionWith(model.Literals);
        var answers = map[source.Name].Cast(ElementType.Float32);
        if (answer.Kind == TextAnswer.Form.Tokens && options.Pooling is { } pooling)
        {
            answers = target.Rename(Pool(answers, pooling, network), Pooled);
            target.Metadata[PoolingKey] = pooling == TextPooling.First ? "first" : "mean";
        }
        else
        {
            target.Metadata[PoolingKey] = answer.Kind == TextAnswer.Form.Tokens ? "none" : "in the file";
        }

        if (answer.Kind == TextAnswer.Form.Logits)
        {
            answers = Picked(answers, columns, task, notes);
        }
        else if ((options.HeadSize ?? (options.IsTrained ? task.Size : null)) is { } units)
        {
            answers = Head(answers, units, options);
            notes.Add(
                $"it gets a new last layer of {units} {task.Goal.Task.Noun}, on "
                    + (
                        answer.Kind == TextAnswer.Form.Pooled ? $"its vector '{answer.Value.Name}'."
                        : isPerToken ? "the vector of each token."
                        : options.Pooling == TextPooling.First ? "the vector of a text's first token (pooling: first)."
                        : "the mean of a text's token vectors (pooling: mean)."
                    )
            );
        }

        RequireSize(answers, answer, options, task);
        target.Metadata.TryAdd(OriginKey, file.Name);
        new NetworkHead(task.Goal.Task, task.Size).AddOutputs(answers);
        return new AdoptedNetwork(target, [.. notes.Distinct()])
        {
            Fixed = [.. fixedNumbers.Where(numbers => target.Find(numbers.Name) is not null)],
            IsFoundOut = true,
        };
    }

    // Whatever the file calls batch and length, they are N and T.
    private static Graph Freed(Graph model, TextInputs inputs, string length)
    {
        var names = new Dictionary<string, string>();
        foreach (var (_, own) in inputs.Pairs)
        {
            var shape = model[own].Shape;
            if (shape.Any(size => size.IsStatic || size.Factor != 1) || shape[0] == shape[1])
            {
                throw new DecantException(
                    $"expected inputs whose batch and length are free, received '{own}' {shape}. Export the network with both of them "
                        + "as dynamic axes."
                );
            }

            names[shape[0].Symbols] = "N";
            names[shape[1].Symbols] = length;
        }

        return SizeNames.Change(model, names);
    }

    private static bool IsRead(Graph model, string input) => model.Nodes.Any(node => node.Inputs.Contains(model[input]));

    private static Value Pool(Value tokens, TextPooling pooling, Reading network)
    {
        if (pooling == TextPooling.First)
        {
            return tokens.Gather(tokens.Graph.AddInitializer("first", Tensor.Scalar(0L)), 1);
        }

        // Σ mask·token / max(Σ mask, 1e-9) over the length
        var mask = network.Input(TextInputs.MaskName).Cast(ElementType.Float32).Unsqueeze(2);
        return (tokens * mask).ReduceSum([1]) / mask.ReduceSum([1]).Clip(FewestTokens, double.PositiveInfinity);
    }

    private static Value Picked(Value answers, ClassColumns? columns, AdoptionTask task, List<string> notes)
    {
        if (columns is null)
        {
            return answers;
        }

        if (columns.Note.Length > 0)
        {
            notes.Add(columns.Note);
        }

        var graph = answers.Graph;
        graph.Metadata[task.Goal.Task.NamesKey] = JsonSerializer.Serialize(task.Goal.Names(task.Samples));
        long[] places = [.. columns.Columns.Select(column => (long)column)];
        return places.Max() < answers.Shape[^1].Factor
            ? answers.Gather(graph.AddInitializer("answer.columns", Tensor.From(places, places.Length)), -1)
            : throw new DecantException(
                $"classes: expected columns from 0 to {answers.Shape[^1].Factor - 1}, as the file has, received {places.Max()}. Count from 0."
            );
    }

    private static Value Head(Value features, int size, TextAdoptionOptions options)
    {
        var graph = features.Graph;
        var width = features.Shape[^1].Size;
        var data = new Tensor(ElementType.Float32, width, size);
        var stream = new RandomStream(options.Seed, "head/head.weight");
        foreach (ref var number in data.Span<float>())
        {
            number = (float)(Deviation * stream.NextNormal());
        }

        var read = options.Dropout > 0 ? features.Dropout(options.Dropout) : features;
        return read.MatMul(graph.AddParameter("head.weight", data))
            + graph.AddParameter("head.bias", new Tensor(ElementType.Float32, size));
    }

    private static void RequireSize(Value answers, TextAnswer answer, TextAdoptionOptions options, AdoptionTask task)
    {
        if (answers.Shape[^1] == task.Size)
        {
            return;
        }

        throw new DecantException(
            options.HeadSize is { } size
                ? $"head: expected {task.Size} {task.Goal.Task.Noun}, as the data have, received {size}."
                : $"its output '{answer.Value.Name}' answers {answer.Value.Shape}, and the data have {task.Size} {task.Goal.Task.Noun}. Give it "
                    + $"a new last layer with 'head: {{ classes: {task.Size} }}' and train it ('train: {{ epochs: … }}')."
        );
    }

    // Inputs under their usual names, made when they are first read.
    private sealed record Reading(Graph Target, string Prefix, AdoptionTask Task, List<string> Notes)
    {
        public Value Input(string usual)
        {
            var name = Prefix + usual;
            if (Target.Find(name) is { } known)
            {
                return known;
            }

            var isKnown = Task.Samples.Schema.Find(name) is not null;
            if (usual == TextInputs.TypesName && !isKnown && Task.Samples.Schema.Find(Prefix + TextInputs.IdsName) is not null)
            {
                Notes.Add($"the samples have no {name}: every token is of the first text, inside its graph.");
                var ids = Input(TextInputs.IdsName);
                return ids - ids;
            }

            return Target.AddInput(name, ElementType.Int64, new Shape("N", TextInputs.LengthOf(Prefix)));
        }
    }
}
