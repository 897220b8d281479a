using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students.Texts;

/// <summary>
/// The layers of an encoder in the form of BERT, found in a graph of any origin by what its operators do: every softmax over scores is an
/// attention, and two normalisations and three linear layers follow it. Names play no part.
/// </summary>
/// <param name="Embeddings">The normalisation of the sum of token and place; null where it was not found.</param>
/// <param name="Layers">The layers, from the input on; one or more.</param>
internal sealed record EncoderLayers(EncoderLayers.Norm? Embeddings, IReadOnlyList<EncoderLayers.Layer> Layers)
{
    /// <summary>The layers of a graph; null where it is no encoder that normalises after each sum.</summary>
    public static EncoderLayers? Of(Graph graph)
    {
        var (denses, norms) = (new List<(int Place, Dense Layer)>(), new List<(int Place, Norm Layer)>());
        var places = graph.Nodes.Index().ToDictionary(node => node.Item, node => node.Index);
        foreach (var (place, node) in graph.Nodes.Index())
        {
            if (Dense.Of(node) is { } dense)
            {
                denses.Add((place, dense));
            }
            else if (Norm.Of(node) is { } norm)
            {
                norms.Add((place, norm));
            }
        }

        var layers = new List<Layer>();
        foreach (var node in graph.Nodes.Where(node => node.Operator is Softmax && node.Outputs[0].Shape.Rank == 4))
        {
            if (Attention(node) is not { } heads)
            {
                continue;
            }

            var after = places[node];
            Dense[] following = [.. denses.Where(dense => dense.Place > after).Take(3).Select(dense => dense.Layer)];
            Norm[] normalised = [.. norms.Where(norm => norm.Place > after).Take(2).Select(norm => norm.Layer)];
            if (following.Length < 3 || normalised.Length < 2 || !IsAdded(graph, following[0].Output, heads.Query.Input))
            {
                return null;
            }

            layers.Add(
                new Layer(heads.Query, heads.Key, heads.Value, following[0], normalised[0], following[1], following[2], normalised[1])
            );
        }

        return layers.Count == 0 ? null : new(norms.FirstOrDefault(norm => norm.Place < places[layers[0].Query.Node]).Layer, layers);

        // What is multiplied by the weights comes from the values' layer, the two factors of the scores from those of queries and keys.
        (Dense Query, Dense Key, Dense Value)? Attention(Node softmax)
        {
            var use = graph.Nodes.FirstOrDefault(node => node.Operator is MatMul && Behind(node.Inputs[0]!) == softmax.Outputs[0]);
            var scores = softmax.Inputs[0]!;
            while (scores.Producer is { } step && step.Operator is Add or Mul or Div or Where)
            {
                scores = step.Inputs.FirstOrDefault(input => input!.Shape.Equals(scores.Shape) && input.Type == scores.Type)!;
            }

            return
                use is not null
                && scores?.Producer is { Operator: MatMul } product
                && Dense.Before(product.Inputs[0]!) is { } query
                && Dense.Before(product.Inputs[1]!) is { } key
                && Dense.Before(use.Inputs[1]!) is { } value
                ? (query, key, value)
                : null;
        }
    }

    private static Value Behind(Value value) => value.Producer is { Operator: Dropout or Identity } mark ? mark.Inputs[0]! : value;

    // Whether what a layer answers is added to what attention read: the residual goes around the normalisation that follows.
    private static bool IsAdded(Graph graph, Value output, Value residual) =>
        graph.Nodes.Any(node =>
            node.Operator is Add
            && node.Inputs.Any(input => Behind(input!) == output)
            && node.Inputs.Any(input => Behind(input!) == residual || input == residual)
        );

    /// <summary>One layer.</summary>
    public sealed record Layer(Dense Query, Dense Key, Dense Value, Dense Output, Norm Attention, Dense Wide, Dense Narrow, Norm Result);

    /// <summary>x·W + bias.</summary>
    /// <param name="Node">The product.</param>
    /// <param name="Input">x.</param>
    /// <param name="Output">The result.</param>
    /// <param name="Weight">The matrix.</param>
    /// <param name="IsTurned">Whether it is stored as [in, out].</param>
    /// <param name="Bias">[out].</param>
    public sealed record Dense(Node Node, Value Input, Value Output, Tensor Weight, bool IsTurned, Tensor Bias)
    {
        /// <summary>Units of the result.</summary>
        public int Units => Weight.Dimensions[IsTurned ? 1 : 0];

        /// <summary>Numbers that it reads.</summary>
        public int Width => Weight.Dimensions[IsTurned ? 0 : 1];

        /// <summary>A layer whose bias is added by a node, or that is a node; null for others.</summary>
        public static Dense? Of(Node node)
        {
            if (node is { Operator: Gemm { TransposeA: false } gemm, Inputs: [var x, { Data: { } weight }, { Data: { } bias }] })
            {
                return new(node, x!, node.Outputs[0], weight, !gemm.TransposeB, bias);
            }

            if (node.Operator is not Add || node.Inputs.FirstOrDefault(input => input!.Producer?.Operator is MatMul) is not { } sum)
            {
                return null;
            }

            var added = node.Inputs.FirstOrDefault(input => input!.Data is not null && input.Shape.Rank == 1)?.Data;
            var (read, matrix) = (sum.Producer!.Inputs[0]!, sum.Producer.Inputs[1]!);
            return added is null ? null
                : matrix.Data is { Rank: 2 } plain ? new(sum.Producer, read, node.Outputs[0], plain, true, added)
                : matrix.Producer is { Operator: Transpose } turn && turn.Inputs[0]!.Data is { Rank: 2 } turned
                    ? new(sum.Producer, read, node.Outputs[0], turned, false, added)
                : null;
        }

        /// <summary>The layer whose numbers a value holds in another order, perhaps scaled; null where there is none.</summary>
        public static Dense? Before(Value value)
        {
            while (value.Producer is { } node && Of(node) is null)
            {
                if (node.Operator is not (Reshape or Transpose or Identity or Mul or Div))
                {
                    return null;
                }

                value = node.Inputs[0]!.Data is null ? node.Inputs[0]! : node.Inputs[1]!;
            }

            return value.Producer is { } found ? Of(found) : null;
        }

        /// <summary>Writes the matrix as [out, in].</summary>
        public void CopyTo(Tensor target)
        {
            var (units, width) = (Units, Width);
            var from = Weight.Span<float>();
            var to = target.Span<float>();
            for (var unit = 0; unit < units; unit++)
            {
                for (var i = 0; i < width; i++)
                {
                    to[(unit * width) + i] = from[IsTurned ? (i * units) + unit : (unit * width) + i];
                }
            }
        }
    }

    /// <summary>Layer normalisation.</summary>
    /// <param name="Scale">[D].</param>
    /// <param name="Bias">[D].</param>
    public sealed record Norm(Tensor Scale, Tensor Bias)
    {
        /// <summary>The normalisation that ends with a node: one operator, or (…·scale) + bias; null for others.</summary>
        public static Norm? Of(Node node)
        {
            if (node is { Operator: LayerNormalization, Inputs: [_, { Data: { } factor }, { Data: { } summand }] })
            {
                return new(factor, summand);
            }

            return
                node.Operator is Add
                && node.Inputs.FirstOrDefault(input => input!.Data is not null && input.Shape.Rank == 1)?.Data is { } bias
                && node.Inputs.FirstOrDefault(input => input!.Producer?.Operator is Mul)?.Producer is { } product
                && product.Inputs.FirstOrDefault(input => input!.Data is not null && input.Shape.Rank == 1)?.Data is { } scale
                && product.Inputs.Any(input => input!.Producer?.Operator is Div or Mul)
                ? new(scale, bias)
                : null;
        }
    }
}
