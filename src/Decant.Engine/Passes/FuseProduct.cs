using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets a matrix product do while its sums are in registers what follows it element by element: add a bias and a residual, apply ReLU or GELU; and in a gradient
/// add the other derivatives of the same value and apply the chain rule of an activation. Each of these alone is a pass over memory.
/// </summary>
public static class FuseProduct
{
    /// <summary>The graph with fused operators; a value that others read too, or that is an output, keeps its own node.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="isTrained">Whether the graph will be differentiated: then what stands before a GELU is kept.</param>
    public static Graph Run(Graph graph, bool isTrained)
    {
        var readers = Rewriter.CountReaders(graph);
        var chains = new Dictionary<Value, Chain>(); // by the value that the chain has reached
        foreach (var node in graph.Nodes)
        {
            if (Chain.From(node) is { } begun)
            {
                chains[node.Outputs[0]] = begun;
                continue;
            }

            // Of two products that are summed, the later one takes the other as residual.
            foreach (var input in node.Inputs.Reverse())
            {
                if (input is not null && readers[input] == 1 && chains.TryGetValue(input, out var chain) && chain.With(node, input) is { } longer)
                {
                    chains.Remove(input);
                    chains[node.Outputs[0]] = longer;
                    break;
                }
            }
        }

        var fused = chains.Values.Where(chain => chain.Last != chain.Product).ToDictionary(chain => chain.Last);
        var replaced = fused.Values.SelectMany(chain => chain.Path).ToHashSet();
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (fused.TryGetValue(node, out var chain))
            {
                Replace(chain);
            }
            else if (!replaced.Contains(node))
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());

        void Replace(Chain chain)
        {
            var product = chain.Product;
            var rows = product.Outputs[0].Shape;
            Value?[] inputs =
            [
                rewriter[product.Inputs[0]!], rewriter[product.Inputs[1]!], In(chain.Bias), In(chain.Residual)?.Reshape(rows), In(chain.SlopeAt)?.Reshape(rows),
            ];
            var gemm = (Gemm)product.Operator with { Activation = chain.Activation, KeepsSums = isTrained && chain.Activation == Activation.Gelu };
            var count = Array.FindLastIndex(inputs, input => input is not null) + 1;
            var copy = rewriter.Target.AddNode(gemm, inputs[..count], product.Name);
            rewriter.Replace(chain.Last.Outputs[0], copy.Outputs[0].Reshape(chain.Last.Outputs[0].Shape));
        }

        Value? In(Value? value) => value is null ? null : rewriter[value];
    }

    /// <summary>A product and what follows it.</summary>
    /// <param name="Product">The product.</param>
    /// <param name="Path">It and the nodes behind it, up to the last one that changes a number.</param>
    /// <param name="Bias">One number per column, or null.</param>
    private sealed record Chain(Node Product, IReadOnlyList<Node> Path, Value? Bias)
    {
        // Reshapes behind the path: they join it when something follows them.
        private IReadOnlyList<Node> Behind { get; init; } = [];

        public Node Last => Path[^1];

        public Value? Residual { get; private init; }

        public Value? SlopeAt { get; private init; }

        public Activation Activation { get; private init; }

        public static Chain? From(Node node)
        {
            if (node is not { Operator: Gemm { Activation: Activation.None }, Inputs.Count: <= 3 })
            {
                return null;
            }

            return new(node, [node], node.Inputs.Count > 2 ? node.Inputs[2] : null);
        }

        /// <summary>The chain with the next node, or null where it cannot join.</summary>
        public Chain? With(Node node, Value input)
        {
            if (node.Operator is Reshape)
            {
                return this with { Behind = [.. Behind, node] };
            }

            var next = this with { Path = [.. Path, .. Behind, node], Behind = [] };
            if (Activation != Activation.None || node.Outputs[0].Type != Product.Outputs[0].Type || !node.Outputs[0].Shape.Equals(input.Shape))
            {
                return null;
            }

            var other = node.Inputs.Count == 2 ? node.Inputs[node.Inputs[0] == input ? 1 : 0] : null;
            return node.Operator switch
            {
                Relu => next with { Activation = Activation.Relu },
                Gelu => next with { Activation = Activation.Gelu },
                ReluGradient when node.Inputs[0] == input => next with { Activation = Activation.ReluSlope, SlopeAt = other },
                GeluGradient when node.Inputs[0] == input => next with { Activation = Activation.GeluSlope, SlopeAt = other },
                Add when Residual is null && other!.Shape.Equals(input.Shape) => next with { Residual = other },
                Add when Bias is null && IsRow(other!, input) => next with { Bias = other },
                _ => null,
            };
        }

        // One number for each column of the product, where the axes before have been cut otherwise.
        private bool IsRow(Value bias, Value input) => bias.Shape.Rank == 1 && bias.Shape[0] == input.Shape[^1] && input.Shape[^1] == Product.Outputs[0].Shape[1];
    }
}
