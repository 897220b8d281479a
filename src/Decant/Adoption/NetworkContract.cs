using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Students;
using Decant.Tables;
using Decant.Tasks;

namespace Decant.Adoption;

/// <summary>
/// Puts a network from elsewhere under the contract of Decant's own: input <c>input</c> [N, ..] as the data have it, logits as
/// <c>logits</c>. Other axes orders, flat inputs, other element types and preprocessing lie inside the graph then; all names of the network
/// stay.
/// </summary>
internal static class NetworkContract
{
    private const double Smallest = 1e-30;

    /// <summary>Whether a network is one of Decant's own.</summary>
    public static bool Holds(Graph network) =>
        network.Inputs is [{ Name: Network.Input, Type: ElementType.Float32 or ElementType.Int64, Shape: { Rank: > 1 } shape }]
        && shape[0] == "N"
        && network.Outputs.Any(output => output.Name is Network.Logits or Network.Prediction)
        && network.Metadata.ContainsKey("decant.architecture")
        && !network.Metadata.ContainsKey(Preprocessing.MetadataKey);

    /// <summary>The network under the contract.</summary>
    /// <param name="network">A forward graph with one input; it is not changed.</param>
    /// <param name="answer">The name of the value that is its answer.</param>
    /// <param name="form">What the answer means, found out already.</param>
    /// <param name="preprocessing">What it wants done to its inputs.</param>
    /// <param name="sampleShape">[C, H, W] or [D].</param>
    /// <param name="taken">Sizes of the samples that the network takes, where they are others.</param>
    /// <param name="head">What it is to answer.</param>
    /// <param name="columns">Which of its answers belong to the data's classes; null for all, in their order.</param>
    /// <param name="table">The table whose numbers it takes, of which missing ones are filled in; null where samples are no rows.</param>
    /// <exception cref="DecantException">It takes other samples.</exception>
    public static Graph Build(
        Graph network,
        string answer,
        AnswerForm form,
        Preprocessing preprocessing,
        IReadOnlyList<int> sampleShape,
        IReadOnlyList<int> taken,
        NetworkHead head,
        ClassColumns? columns,
        TableSchema? table = null
    )
    {
        var source = Duplicate.Of(network);
        foreach (var name in new[] { Network.Input, Network.Logits, Network.Probabilities, Network.Prediction })
        {
            if (source.Find(name) is { IsInput: false } value)
            {
                source.Rename(value, $"file.{name}");
                answer = answer == name ? value.Name : answer;
            }
        }

        var target = new Graph(network.Name);
        foreach (var (key, word) in network.Metadata)
        {
            target.Metadata[key] = word;
        }

        target.Metadata.Remove(Preprocessing.MetadataKey);
        target.Reserve(source.Initializers.Concat(source.Nodes.SelectMany(node => node.Outputs)).Select(value => value.Name));
        var own = source.Inputs[0];
        var batch = own.Shape[0];
        var input = target.AddInput(Network.Input, ElementType.Float32, new Shape([batch, .. sampleShape.Select(size => (Dimension)size)]));
        var filled = table is null ? input : TableFeatures.FilledIn(table, input);
        var arranged = Arranged(preprocessing.Apply(ImageConversion.Apply(filled, taken)), own.Shape);
        var given = own.Type.IsFloat() ? arranged : arranged.Round(); // a cast to bytes would cut 126.9999 off
        var map = Graft.Into(target, source, "", isTrained: true, new Dictionary<string, Value> { [own.Name] = given.Cast(own.Type) });
        head.AddOutputs(
            Picked(Logits(map[answer].Cast(ElementType.Float32), form, head.Task, columns is null ? head.Size : columns.FileSize), columns)
        );
        return DeadCode.Remove(target);
    }

    /// <summary>The sizes of a network's input for samples of the data; null where it cannot take them.</summary>
    public static Shape? InputShape(Shape own, IReadOnlyList<int> sample)
    {
        var candidates = new List<IReadOnlyList<int>> { sample };
        if (sample is [var channels, var height, var width])
        {
            candidates.Add([height, width, channels]);
            candidates.Add([height, width]);
            candidates.Add([channels * height * width]);
        }

        return
            candidates.FirstOrDefault(sizes =>
                sizes.Count == own.Rank - 1
                && sizes.Zip(own.Skip(1)).All(pair => !pair.Second.IsStatic || pair.Second == pair.First)
                && sizes.Aggregate(1L, (product, size) => product * size) == sample.Aggregate(1L, (product, size) => product * size)
            )
                is { } fit
            ? new Shape(["N", .. fit.Select(size => (Dimension)size)])
            : null;
    }

    // [N, C, H, W] as [N, H, W, C], or the same numbers under other sizes.
    private static Value Arranged(Value x, Shape wanted) =>
        x.Shape.Equals(wanted) ? x
        : x.Shape.Rank == 4 && wanted.Rank == 4 ? x.Transpose([0, 2, 3, 1])
        : x.Reshape(wanted);

    private static Value Picked(Value logits, ClassColumns? columns) =>
        columns is null
            ? logits
            : logits.Gather(
                logits.Graph.AddInitializer("answer.columns", Tensor.From<long>([.. columns.Columns.Select(column => (long)column)])),
                1
            );

    // Without a number of answers it is that of the file; one alone tells two classes apart.
    private static Value Logits(Value answer, AnswerForm form, LearningTask task, int? answers)
    {
        var own = task.Search.SizeOf(answer) ?? answers;
        var count = answers ?? (task.Search.HasClasses && own == 1 ? 2 : own!.Value);
        var size = AnswerValue.IsOneForTwoClasses(answer, task, count) ? 1 : count;
        var row = answer.Shape.Rank == task.AnswerShape.Count ? answer : answer.Reshape(new Shape(answer.Shape[0], size));
        var isEachAlone = task.Search.IsEachAlone || size != count;
        var logits =
            form != AnswerForm.Probabilities ? row
            : isEachAlone ? row.Clip(Smallest, 1).Log() - (1 - row).Clip(Smallest, 1).Log()
            : row.Clip(Smallest, 1).Log();
        return size == count ? logits : new[] { logits * 0, logits }.Concat(1); // softmax(0, z) is (1 − σ(z), σ(z))
    }
}
