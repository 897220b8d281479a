namespace Decant.Tests.Losses.PyTorch;

/// <summary>Cases of losses on answers that are a call of PyTorch's own.</summary>
internal static class PyTorchCalls
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "hard-labels",
        "label-smoothing",
        "soft-targets T=1",
        "soft-targets T=2",
        "soft-targets T=4",
        "soft-targets T=20",
        "soft-targets T=4 elements off",
        "soft-targets T=4 batch off",
        "reverse-kl T=1",
        "reverse-kl T=2",
        "logit-mse",
        "multi-label",
        "multi-label T=2",
        "regression",
    ];
}
