using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// LinearAttention: a state S [B, heads, D, E] for each step of a sequence instead of weights for all pairs. S = exp(decay) · S, then with
/// the delta rule S += k · beta · (v − Sᵀk)ᵀ, else S += k · vᵀ; the answer is scale · Sᵀq (Katharopoulos et al. 2020, arXiv:2006.16236;
/// Yang et al. 2024, arXiv:2412.06464). The steps are one after the other.
/// </summary>
internal sealed class LinearAttentionTranslation() : ReadOnlyTranslation("LinearAttention", 3, 6)
{
    private const int MostSteps = 1000;
    private const int NodesOfAStep = 24;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var rule = node.Text("update_rule", "gated_delta");
        var (decays, corrects) = rule switch
        {
            "linear" => (false, false),
            "gated" => (true, false),
            "delta" => (false, true),
            "gated_delta" => (true, true),
            _ => throw new DecantException($"update_rule must be linear, gated, delta or gated_delta, received '{rule}'."),
        };
        if ((decays && !node.Has(4)) || (corrects && !node.Has(5)))
        {
            throw new DecantException(
                $"the update rule '{rule}' needs {(decays && !node.Has(4) ? "a decay (input 4)" : "a beta (input 5)")}."
            );
        }

        var (q, kv) = (Heads.Split(node[0], node.Int("q_num_heads")), node.Int("kv_num_heads"));
        var (k, v) = (Heads.Split(node[1], kv), Heads.Split(node[2], kv));
        var decay = decays ? Heads.Split(node[4], kv) : null;
        var beta = corrects ? Heads.Split(node[5], node[5].Shape[^1].Size) : null;
        node.Int("chunk_size", 0); // how a runtime cuts its work
        var scale = node.Float("scale", 0) is > 0 and var given ? given : 1 / Math.Sqrt(q.Shape[3].Size);
        var steps = q.Shape[2].Size is >= 1 and <= MostSteps and var count
            ? count
            : throw new DecantException($"it is written out step by step; expected 1 to {MostSteps} steps, received {q.Shape[2]}.");
        node.SpendSteps((long)steps * NodesOfAStep);

        var state = node.Optional(3);
        Value At(Value x, int step) => x.Slice(2, step, step + 1); // [B, heads, 1, D]
        var answers = new Value[steps];
        for (var step = 0; step < steps; step++)
        {
            var key = At(k, step).Transposed();
            var kept =
                state is null ? null
                : decay is null ? state
                : state * At(decay, step).Exp().Transposed();
            var value = At(v, step);
            value = kept is null || beta is null ? value : value - kept.Transposed().MatMul(key).Transposed();
            value = beta is null ? value : At(beta, step) * value;
            var written = key.MatMul(value);
            state = kept is null ? written : kept + written;
            answers[step] = At(q, step).MatMul(Heads.Repeated(state, q.Shape[1])) * scale;
        }

        node.Give(Heads.Merged(answers.Concat(2)));
        node.Give(state!, 1);
    }
}
