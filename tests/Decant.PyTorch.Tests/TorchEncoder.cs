using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace Decant.PyTorch.Tests;

/// <summary>
/// An encoder written with PyTorch's functions from the papers' formulas: BERT (Devlin et al. 2018, arXiv:1810.04805), DistilBERT (Sanh et
/// al. 2019, arXiv:1910.01108), RoBERTa (Liu et al. 2019, arXiv:1907.11692). Weights have the names of Hugging Face's library.
/// </summary>
/// <param name="layout"><c>bert</c>, <c>distilbert</c> or <c>roberta</c>.</param>
/// <param name="layers">Layers.</param>
/// <param name="heads">Heads of attention.</param>
/// <param name="epsilon">What is added to variances.</param>
/// <param name="weights">The tensors by name; matrices [out, in].</param>
internal sealed class TorchEncoder(string layout, int layers, int heads, double epsilon, IReadOnlyDictionary<string, torch.Tensor> weights)
{
    private const long RobertaPadding = 1;

    private bool IsDistilled => layout == "distilbert";

    /// <summary>The curve between the two matrices; GELU (Hendrycks, Gimpel 2016, arXiv:1606.08415) by itself.</summary>
    public Func<torch.Tensor, torch.Tensor> Curve { get; init; } = x => gelu(x);

    /// <summary>Whether PyTorch's own function computes attention, which is faster; else its formula does.</summary>
    public bool IsAttentionFused { get; init; }

    /// <summary>A vector per token [N, T, D].</summary>
    public torch.Tensor Hidden(torch.Tensor ids, torch.Tensor mask, torch.Tensor types)
    {
        var x =
            Rows(ids, weights["embeddings.word_embeddings.weight"]) + Rows(Places(ids), weights["embeddings.position_embeddings.weight"]);
        if (!IsDistilled)
        {
            x += Rows(layout == "roberta" ? types * 0 : types, weights["embeddings.token_type_embeddings.weight"]);
        }

        x = Norm(x, "embeddings.LayerNorm");
        for (var layer = 0; layer < layers; layer++)
        {
            x = IsDistilled
                ? Layer(
                    x,
                    mask,
                    $"transformer.layer.{layer}.",
                    [
                        "attention.q_lin",
                        "attention.k_lin",
                        "attention.v_lin",
                        "attention.out_lin",
                        "sa_layer_norm",
                        "ffn.lin1",
                        "ffn.lin2",
                        "output_layer_norm",
                    ]
                )
                : Layer(
                    x,
                    mask,
                    $"encoder.layer.{layer}.",
                    [
                        "attention.self.query",
                        "attention.self.key",
                        "attention.self.value",
                        "attention.output.dense",
                        "attention.output.LayerNorm",
                        "intermediate.dense",
                        "output.dense",
                        "output.LayerNorm",
                    ]
                );
        }

        return x;
    }

    /// <summary>The answers of the head whose weights are there: of each text [N, C], or of each token [N, T, C].</summary>
    public torch.Tensor Logits(torch.Tensor hidden, bool isPerToken)
    {
        var first = hidden[torch.TensorIndex.Colon, 0];
        return isPerToken ? Dense(hidden, "classifier")
            : IsDistilled ? Dense(relu(Dense(first, "pre_classifier")), "classifier")
            : layout == "roberta" ? Dense(Dense(first, "classifier.dense").tanh(), "classifier.out_proj")
            : Dense(Dense(first, "pooler.dense").tanh(), "classifier");
    }

    /// <summary>A fully connected layer.</summary>
    public torch.Tensor Dense(torch.Tensor x, string name) => linear(x, weights[$"{name}.weight"], weights[$"{name}.bias"]);

    private torch.Tensor Layer(torch.Tensor x, torch.Tensor mask, string at, string[] names)
    {
        var (n, t, d) = (x.shape[0], x.shape[1], x.shape[2]);
        var (q, k, v) = (Heads(names[0]), Heads(names[1]), Heads(names[2]));
        var isHidden = mask.unsqueeze(1).unsqueeze(1).eq(0);
        var heard = IsAttentionFused ? scaled_dot_product_attention(q, k, v, isHidden.logical_not()) : Attention();
        var seen = heard.transpose(1, 2).reshape(n, t, d);
        x = Norm(x + Dense(seen, at + names[3]), at + names[4]);
        return Norm(x + Dense(Curve(Dense(x, at + names[5])), at + names[6]), at + names[7]);

        // softmax(Q·Kᵀ/√d)·V
        torch.Tensor Attention()
        {
            var scores = q.matmul(k.transpose(2, 3)) / Math.Sqrt(d / heads);
            return softmax(scores.masked_fill(isHidden, double.NegativeInfinity), -1).matmul(v);
        }

        torch.Tensor Heads(string name) => Dense(x, at + name).reshape(n, t, heads, d / heads).transpose(1, 2);
    }

    private static torch.Tensor Rows(torch.Tensor places, torch.Tensor table) =>
        table.index_select(0, places.reshape(-1)).reshape([.. places.shape, table.shape[1]]);

    private torch.Tensor Places(torch.Tensor ids)
    {
        if (layout != "roberta")
        {
            return torch.arange(ids.shape[1]).expand(ids.shape);
        }

        var isToken = ids.ne(RobertaPadding).to(torch.int64);
        return (isToken.cumsum(1) * isToken) + RobertaPadding;
    }

    private torch.Tensor Norm(torch.Tensor x, string name) =>
        layer_norm(x, [x.shape[^1]], weights[$"{name}.weight"], weights[$"{name}.bias"], IsDistilled ? 1e-12 : epsilon);
}
