using Decant.Engine.Graphs;
using Decant.PyTorch.Tests.Library;
using Decant.Tests.Losses;
using Decant.Tests.Losses.PyTorch;
using TorchSharp;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Decant.PyTorch.Tests;

/// <summary>
/// Losses that are a call of PyTorch's own: value and gradient, on golden logits and on logits of ±10,000 with 2 and with 128,000 classes,
/// in both precisions.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class AnswerLossTests
{
    private delegate torch.Tensor Formula(torch.Tensor student, torch.Tensor teacher, torch.Tensor labels);

    private static readonly Dictionary<string, Formula> s_formulas = new()
    {
        ["hard-labels"] = (s, _, y) => F.cross_entropy(s, y),
        ["label-smoothing"] = (s, _, y) => F.cross_entropy(s, y, label_smoothing: 0.1),
        ["soft-targets T=1"] = (s, t, _) => Divergence(s, t, 1),
        ["soft-targets T=2"] = (s, t, _) => 4 * Divergence(s, t, 2),
        ["soft-targets T=4"] = (s, t, _) => 16 * Divergence(s, t, 4),
        ["soft-targets T=20"] = (s, t, _) => 400 * Divergence(s, t, 20),
        ["soft-targets T=4 elements off"] = (s, t, _) => Divergence(s, t, 4) / s.shape[1],
        ["soft-targets T=4 batch off"] = (s, t, _) => Divergence(s, t, 4),
        ["reverse-kl T=1"] = (s, t, _) => Divergence(t, s, 1),
        ["reverse-kl T=2"] = (s, t, _) => 4 * Divergence(t, s, 2),
        ["logit-mse"] = (s, t, _) => F.mse_loss(s, t),
        ["multi-label"] = (s, t, _) => F.binary_cross_entropy_with_logits(s, t.sigmoid()),
        ["multi-label T=2"] = (s, t, _) => 4 * F.binary_cross_entropy_with_logits(s / 2, (t / 2).sigmoid()),
        ["regression"] = (s, t, _) => F.mse_loss(s, t),
    };

    public static TheoryData<string> Names => [.. PyTorchCalls.Names];

    [Fact]
    public void Every_call_of_PyTorch_is_asked() => Assert.Equal(PyTorchCalls.Names.Order(), s_formulas.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Golden_logits_give_PyTorchs_value_and_gradient(string name) => Check(name, GoldenInputs.Logits, 1e-9, 1e-5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_classes_at_ten_thousand_give_PyTorchs_value_and_gradient(string name) => Check(name, ExtremeLogits.OfTwo, 1e-5, 1e-5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Classes_by_the_hundred_thousand_up_to_ten_thousand_give_PyTorchs_value_and_gradient(string name) =>
        Check(name, ExtremeLogits.OfMany, 1e-5, 1e-5);

    // Relative to the value, and to the gradient's norm where it is above its least.
    private static void Check(string name, Dictionary<string, LossArray> inputs, double inDoubles, double inFloats)
    {
        TorchLibrary.SkipIfMissing();
        using var scope = torch.NewDisposeScope();
        using var student = Of(inputs["student"]).requires_grad_();
        using var value = s_formulas[name]
            (student, Of(inputs["teacher"]), torch.tensor(inputs["labels"].Numbers.Select(label => (long)label).ToArray()));
        value.backward();
        var (expected, gradient) = (value.item<double>(), TorchNumbers.Of(student.grad!));
        var norm = Math.Sqrt(gradient.Sum(number => number * number));

        var @case = AnswerLossCases.Of(name);
        foreach (var (type, tolerance) in new[] { (ElementType.Float64, inDoubles), (ElementType.Float32, inFloats) })
        {
            var actual = LossFormula.Of(@case.Loss, inputs, type);
            Assert.True(
                Math.Abs(expected - actual.Value) <= tolerance * Math.Max(1, Math.Abs(expected)),
                FormattableString.Invariant($"{type}: PyTorch {expected:R}, Decant {actual.Value:R}")
            );
            var apart = gradient.Zip(actual.Gradient).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(
                apart <= tolerance * norm,
                FormattableString.Invariant($"{type}: the gradient of norm {norm:R} is apart by {apart:0.0e0}")
            );
        }
    }

    // mean over N of KL(p‖q) of softened logits
    private static torch.Tensor Divergence(torch.Tensor q, torch.Tensor p, double temperature) =>
        F.kl_div(F.log_softmax(q / temperature, 1), F.log_softmax(p / temperature, 1), log_target: true, reduction: Reduction.Sum)
        / q.shape[0];

    private static torch.Tensor Of(LossArray array) => torch.tensor(array.Numbers, [.. array.Dimensions.Select(size => (long)size)]);
}
