using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Loop, where the number of rounds is known when the graph is made: the body is written out once for each.</summary>
internal sealed class LoopTranslation() : ReadOnlyTranslation("Loop", 0, int.MaxValue, constants: [0, 1])
{
    private const int MostRounds = 1000;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (body, rounds, carried) = (node.Subgraph("body"), node.ConstantNumber(0), Math.Max(0, node.InputCount - 2));
        var values = Enumerable.Range(2, carried).Select(node.NameOf).ToArray();
        var goesOn = !node.Has(1) || Known(node, node.NameOf(1), values);
        var collected = Enumerable.Range(0, Math.Max(0, body.Output.Count - 1 - carried)).Select(_ => new List<Value>()).ToArray();
        for (var round = 0; goesOn && !(round >= rounds); round++)
        {
            if (round == MostRounds)
            {
                throw new DecantException(
                    $"it goes on for more than {MostRounds} rounds, which are too many to be written one after the other."
                );
            }

            var outputs = node.Inline(
                body,
                [node.Constant("round", Tensor.Scalar((long)round)), node.Constant("condition", Tensor.Scalar(true)), .. values],
                $"round {round}"
            );
            values = [.. outputs.Skip(1).Take(carried)];
            goesOn = Known(node, outputs[0], values);
            foreach (var (list, name) in collected.Zip(outputs.Skip(1 + carried)))
            {
                list.Add(node.ValueOf(name));
            }
        }

        foreach (var (name, output) in values.Select((name, output) => (name, output)))
        {
            node.Give(node.ValueOf(name), output);
        }

        foreach (var (list, i) in collected.Select((list, i) => (list, i)))
        {
            node.Give(Stacked(list), carried + i);
        }
    }

    private static bool Known(NodeReader node, string name, string[] values) =>
        node.TruthOf(name, values) ?? throw NodeReader.OnlyWhenItRuns($"whether it goes on ('{name}')");

    private static Value Stacked(List<Value> list) =>
        list.Count > 0
            ? list.Select(value => value.Unsqueeze(0)).ToArray().Concat(0)
            : throw new DecantException("it has no round, so that the shape of what it collects is not known.");
}
