using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets an operator do while its results are in registers what follows them element by element, as far as its kernels can
/// (<see cref="FusedForm"/>): add a bias, a residual or the other derivatives of the same value, apply an activation or the chain rule of
/// one.
/// Each of these alone is a pass over memory.
/// </summary>
internal static class FuseEpilogue
{
    /// <summary>The graph with fused operators; a value that others read too, or that is an output, keeps its own node.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="isTrained">Whether the graph will be differentiated: then what a GELU is applied to is kept.</param>
    public static Graph Run(Graph graph, bool isTrained)
    {
        var readers = Rewriter.CountReaders(graph);
        var inside = graph.Nodes.SelectMany(node => node.Inputs).ToHashSet();
        var paths = new Dictionary<Value, Path>(); // by the value that the path has reached
        foreach (var node in graph.Nodes)
        {
            // Of two producers that are summed, the later one takes the other as residual.
            var longer = node
                .Inputs.Reverse()
                .Where(input => input is not null && readers[input] == 1 && paths.ContainsKey(input))
                .Select(input => (input, path: paths[input!].With(node, input!, isTrained)))
                .FirstOrDefault(pair => pair.path is not null);
            if (longer.path is not null)
            {
                paths.Remove(longer.input!);
                paths[node.Outputs[0]] = longer.path;
            }
            else if (!node.Outputs.Skip(1).Any(inside.Contains))
            {
                paths[node.Outputs[0]] = Path.From(node);
            }
        }

        var fused = paths.Values.Where(path => path.Nodes.Count > 1).ToDictionary(path => path.Last);
        var replaced = fused.Values.SelectMany(path => path.Nodes).ToHashSet();
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (fused.TryGetValue(node, out var path))
            {
                Replace(path);
            }
            else if (!replaced.Contains(node))
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());

        void Replace(Path path)
        {
            var (first, last) = (path.Nodes[0], path.Last);
            var operands = path.Operands.Select(operand => rewriter[operand].Reshape(first.Outputs[0].Shape));
            Value?[] inputs = [.. path.Inputs.Select(In), .. operands];
            var copy = rewriter.Target.AddNode(path.Whole(path.Links), inputs, first.Name);
            rewriter.Replace(last.Outputs[0], copy.Outputs[0].Reshape(last.Outputs[0].Shape));
            foreach (var (old, value) in first.Outputs.Zip(copy.Outputs).Skip(1))
            {
                rewriter.Replace(old, value);
            }
        }

        Value? In(Value? value) => value is null ? null : rewriter[value];
    }

    /// <summary>An operator and what follows it.</summary>
    /// <param name="Nodes">It and the nodes after it, up to the last one that changes a number.</param>
    /// <param name="Inputs">Its own inputs; what is added to each row of a product is one of them.</param>
    private sealed record Path(IReadOnlyList<Node> Nodes, IReadOnlyList<Value?> Inputs)
    {
        // Reshapes after the path: they join it when something follows them.
        private IReadOnlyList<Node> Behind { get; init; } = [];

        public IReadOnlyList<FusedLink> Links { get; private init; } = [];

        public IReadOnlyList<Value> Operands { get; private init; } = [];

        public Node Last => Nodes[^1];

        private Operator Producer => Nodes[0].Operator;

        public static Path From(Node node) => new([node], node.Inputs);

        public Operator Whole(IReadOnlyList<FusedLink> links) => links.Count == 0 ? Producer : new Fused(Producer, Inputs.Count, links);

        /// <summary>The path with the next node, or null where it cannot join.</summary>
        public Path? With(Node node, Value input, bool isTrained)
        {
            if (node.Operator is Reshape)
            {
                return Producer is Gemm ? this with { Behind = [.. Behind, node] } : null; // images keep their axes
            }

            var (next, y) = (this with { Nodes = [.. Nodes, .. Behind, node], Behind = [] }, node.Outputs[0]);
            var isElementwise =
                node.Operator is ElementwiseUnary or ElementwiseBinary && y.Type == input.Type && y.Shape.Equals(input.Shape);
            if (!isElementwise || Producer is Fused || (isTrained && node.Operator is Clip or HardSwish))
            {
                return null; // their derivatives read what they were applied to
            }

            var place = node.Inputs[0] == input ? 0 : 1;
            var other = node.Inputs.Count == 2 ? node.Inputs[1 - place] : null;
            if (other?.Shape.Equals(y.Shape) == false)
            {
                var isBias = node.Operator is Add && IsRow(other, input) && Links.All(link => link.Operator is Add);
                return isBias ? next with { Inputs = [.. Inputs.Take(2), other] } : null;
            }

            IReadOnlyList<FusedLink> links = [.. Links, new(node.Operator, place, Keeps: isTrained && node.Operator is Gelu)];
            return FusedForm.Of(new Fused(Producer, Inputs.Count, links)) is null
                ? null
                : next with
                {
                    Links = links,
                    Operands = other is null ? Operands : [.. Operands, other],
                };
        }

        // One number for each column of a product that adds none yet, where the axes before may have been cut otherwise.
        private bool IsRow(Value bias, Value input) =>
            Producer is Gemm
            && (Inputs.Count == 2 || Inputs[2] is null)
            && bias.Shape.Rank == 1
            && bias.Shape[0] == input.Shape[^1]
            && bias.Shape[0] == Nodes[0].Outputs[0].Shape[1];
    }
}
