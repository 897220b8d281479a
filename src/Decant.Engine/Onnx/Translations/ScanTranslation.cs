using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Scan over an axis of known size, from opset 9 on: the body is written out once for each slice.</summary>
internal sealed class ScanTranslation() : ReadOnlyTranslation("Scan", 0, int.MaxValue)
{
    private const int SinceWithoutBatch = 9;
    private const int MostSlices = 1000;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        if (node.Opset < SinceWithoutBatch)
        {
            throw new DecantException($"Scan over a batch is not known here. Export the model with opset {SinceWithoutBatch} or newer.");
        }

        var (body, scanned) = (node.Subgraph("body"), checked((int)node.Int("num_scan_inputs")));
        var states = node.InputCount - scanned;
        var inputs = Enumerable.Range(states, scanned).Select(input => node[input]).ToArray();
        var (inputAxes, outputAxes) = (node.Ints("scan_input_axes"), node.Ints("scan_output_axes"));
        var (inputsBack, outputsBack) = (node.Ints("scan_input_directions"), node.Ints("scan_output_directions"));
        var axes = inputs.Select((x, i) => x.Shape.Axis(inputAxes?[i] ?? 0)).ToArray();
        var count = inputs[0].Shape[axes[0]] is { IsStatic: true, Size: > 0 and <= MostSlices } size
            ? size.Size
            : throw new DecantException(
                $"expected 1 to {MostSlices} slices along axis {axes[0]} of {inputs[0]}. Give the input fixed sizes."
            );

        var values = Enumerable.Range(0, states).Select(node.NameOf).ToArray();
        var collected = Enumerable.Range(0, body.Output.Count - states).Select(_ => new List<Value>()).ToArray();
        for (var step = 0; step < count; step++)
        {
            var slices = inputs.Select(
                (x, i) =>
                {
                    var at = inputsBack?[i] == 1 ? count - 1 - step : step;
                    return node.Insert($"slice {step} of {i}", new Squeeze([axes[i]]), x.Slice(axes[i], at, at + 1)).Name;
                }
            );
            var outputs = node.Inline(body, [.. values, .. slices], $"step {step}");
            values = [.. outputs.Take(states)];
            foreach (var (list, name) in collected.Zip(outputs.Skip(states)))
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
            var axis = outputAxes?[i] ?? 0;
            axis += axis < 0 ? list[0].Shape.Rank + 1 : 0;
            var ordered = outputsBack?[i] == 1 ? list.AsEnumerable().Reverse() : list;
            node.Give(ordered.Select(value => value.Unsqueeze(axis)).ToArray().Concat(axis), states + i);
        }
    }
}
